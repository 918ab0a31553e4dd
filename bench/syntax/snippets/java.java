class Thing<T extends Comparable<T>> implements Iterable<T> {
    private final Map<String, List<T>> groups = new HashMap<>();
    private int count = 0;

    @Override
    public Iterator<T> iterator() {
        return groups.values().stream().flatMap(List::stream).sorted().iterator();
    }

    public boolean add(String name, T value) throws IllegalArgumentException {
        if (name == null || name.isEmpty()) {
            throw new IllegalArgumentException("A name is needed: " + value);
        }
        for (Map.Entry<String, List<T>> entry : groups.entrySet()) {
            if (entry.getKey().equals(name) && !entry.getValue().contains(value)) {
                count++;
                return entry.getValue().add(value);
            }
        }
        groups.computeIfAbsent(name, key -> new ArrayList<>(4)).add(value);
        return count++ > 0 ? true : false;
    }

    static int total(int... numbers) {
        int sum = 0;
        for (int i = 0; i < numbers.length; i += 1) {
            sum += numbers[i] > 0 ? numbers[i] * 2 : -numbers[i];
        }
        switch (sum) {
            case 0: return 1;
            default: return sum;
        }
    }
}


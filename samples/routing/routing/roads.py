"""A network of roads: places, and minutes between them."""


class Network:
    def __init__(self):
        self._roads = {}

    def connect(self, start, end, minutes, one_way=False):
        if minutes < 0:
            raise ValueError(f"{start} to {end}: a road cannot take {minutes} minutes")
        self._roads.setdefault(start, {})[end] = minutes
        self._roads.setdefault(end, {})
        if not one_way:
            self._roads[end][start] = minutes

    def close(self, start, end):
        self._roads[start].pop(end, None)
        self._roads[end].pop(start, None)

    def neighbours(self, place):
        if place not in self._roads:
            raise KeyError(f"there is no place called {place}")
        return sorted(self._roads[place].items())

    def minutes(self, start, end):
        return self._roads[start][end]

    def places(self):
        return sorted(self._roads)


def parse(text):
    """Reads lines like 'A - B 7' and, for one-way streets, 'A > B 7'; # starts a comment."""
    network = Network()
    for number, line in enumerate(text.splitlines(), start=1):
        line = line.partition("#")[0].strip()
        if not line:
            continue
        fields = line.split()
        if len(fields) != 4 or fields[1] not in "->":
            raise ValueError(f"line {number}: expected 'A - B minutes', found {line!r}")
        start, kind, end, minutes = fields
        network.connect(start, end, int(minutes), one_way=kind == ">")
    return network

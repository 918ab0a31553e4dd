export class Station {
  constructor(name) {
    this.name = name;
    this.count = 0;
    this.sum = 0;
    this.lowest = Infinity;
    this.highest = -Infinity;
  }

  add(value) {
    this.count += 1;
    this.sum += value;
    if (value < this.lowest) this.lowest = value;
    if (value > this.highest) this.highest = value;
  }

  get mean() {
    return this.count === 0 ? null : this.sum / this.count;
  }
}

export function collect(readings) {
  const stations = new Map();
  for (const { station, value } of readings) {
    let known = stations.get(station);
    if (!known) {
      known = new Station(station);
      stations.set(station, known);
    }
    known.add(value);
  }
  return [...stations.values()].sort((a, b) => a.name.localeCompare(b.name));
}

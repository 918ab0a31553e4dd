'use strict';

class Hall {
  constructor(rows) {
    this.rows = rows.map(({ name, zone, seats }) => ({ name, zone, seats }));
    this.taken = new Set();
  }

  static key(row, number) {
    return `${row}-${number}`;
  }

  row(name) {
    const found = this.rows.find((row) => row.name === name);
    if (!found) throw new RangeError(`There is no row ${name}.`);
    return found;
  }

  isFree(name, number) {
    const row = this.row(name);
    return number >= 1 && number <= row.seats && !this.taken.has(Hall.key(name, number));
  }

  take(name, numbers) {
    const blocked = numbers.filter((number) => !this.isFree(name, number));
    if (blocked.length > 0) throw new Error(`Row ${name}: ${blocked.join(', ')} not free.`);
    for (const number of numbers) this.taken.add(Hall.key(name, number));
  }

  release(name, numbers) {
    for (const number of numbers) this.taken.delete(Hall.key(name, number));
  }

  freeSeats() {
    let free = 0;
    for (const row of this.rows) {
      for (let number = 1; number <= row.seats; number++) {
        if (this.isFree(row.name, number)) free++;
      }
    }
    return free;
  }
}

module.exports = { Hall };

'use strict';

class Holds {
  constructor(hall, minutes, clock) {
    this.hall = hall;
    this.minutes = minutes;
    this.clock = clock;
    this.open = new Map();
    this.next = 1;
  }

  hold(row, seats) {
    this.expire();
    this.hall.take(row, seats);
    const id = this.next++;
    this.open.set(id, { row, seats, until: this.clock() + this.minutes * 60_000 });
    return id;
  }

  pay(id) {
    this.expire();
    const held = this.open.get(id);
    if (!held) throw new Error(`Hold ${id} is not open.`);
    this.open.delete(id);
    return { row: held.row, seats: held.seats };
  }

  expire() {
    const now = this.clock();
    for (const [id, held] of this.open) {
      if (held.until <= now) {
        this.hall.release(held.row, held.seats);
        this.open.delete(id);
      }
    }
  }
}

module.exports = { Holds };

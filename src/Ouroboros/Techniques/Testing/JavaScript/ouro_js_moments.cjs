'use strict';
// Stands behind every watch in the sources, and remembers what names held there: at each some moments of failing tests and some of passing ones.
const { threadId } = require('node:worker_threads');
const { Copier, MISSING } = require('./ouro_js_copies.cjs');

const MOST_FAILING = 6;
const MOST_PASSING = 8;
const MOST_LOOKS = 120;

const { stringify } = JSON;

exports.MOST_FAILING = MOST_FAILING;
exports.MOST_PASSING = MOST_PASSING;

class Moments {
  constructor(hub) {
    this.hub = hub;
    this.red = new Set(hub.task.red);
    this.green = new Set(hub.task.green);
    this.holes = new Map();
    this.count = 0;
    const own = this;
    globalThis.__ouro_w__ = function (number, names) {
      return own.look(number, names);
    };
    globalThis.__ouro_v__ = function (look, value) {
      if (look) own.came(look, value);
      return value;
    };
    globalThis.__ouro_p__ = function (number, part, value) {
      own.part(number, part, value);
      return value;
    };
  }

  // A file that is a test of its own goes by its name.
  side() {
    const { current, loading, file } = this.hub;
    const name = current === loading ? file : current.name;
    return this.red.has(name) ? true : this.green.has(name) ? false : null;
  }

  /** What goes with the value that comes next; null where nobody wants to know. */
  look(number, names) {
    let hole = this.holes.get(number);
    if (!hole) this.holes.set(number, (hole = { red: new Set(), green: new Set(), open: null, test: null, looks: 0 }));
    const look = { hole, before: hole.open, i: null, parts: null };
    hole.open = look;
    const isRed = this.side();
    if (isRed === null) return look;
    if (hole.test !== this.hub.current) Object.assign(hole, { test: this.hub.current, looks: 0 });
    const seen = isRed ? hole.red : hole.green;
    if (++hole.looks > MOST_LOOKS || seen.size >= (isRed ? MOST_FAILING : MOST_PASSING)) return look;
    const rows = this.read(names);
    const text = stringify(rows);
    if (seen.has(text)) return look;
    seen.add(text);
    look.i = `${process.pid}:${threadId}:${++this.count}`;
    look.parts = {};
    this.hub.tell({ k: 'moment', h: number, i: look.i, red: isRed, names: rows });
    return look;
  }

  // A name whose time has not come throws.
  read(names) {
    const copier = new Copier();
    return names().map((name) => {
      let value;
      try {
        value = name();
      } catch {
        return MISSING;
      }
      return copier.copy(value);
    });
  }

  came(look, value) {
    look.hole.open = look.before;
    if (look.i !== null) this.hub.tell({ k: 'came', i: look.i, own: new Copier().copy(value), parts: look.parts });
  }

  part(number, part, value) {
    const hole = this.holes.get(number);
    const parts = hole && hole.open && hole.open.parts;
    if (parts && !(part in parts)) parts[part] = new Copier().copy(value);
  }
}

exports.Moments = Moments;

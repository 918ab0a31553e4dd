'use strict';
// Values written down as plain rows, without running any code of theirs: what they hold, which of them are the same, and what nobody can see into.
const { types } = require('node:util');

// Of a value, of each field of the object it is, and of all of them.
const MOST_PARTS = 400;
const MOST_OF_FIELD = 120;
const MOST_OF_OBJECT = 1200;
const MOST_ROW = 300;
const LONGEST = 3000;
const MOST_DIGITS = 80;
const DEEPEST = 12;
const MOST_FIELDS = 40;

// Kept from before the program under test could put others in their place.
const { getOwnPropertyDescriptor, getPrototypeOf, prototype: ofObjects } = Object;
const { ownKeys, apply } = Reflect;
const { isArray } = Array;
const forEach = { map: Map.prototype.forEach, set: Set.prototype.forEach };
const timeOf = Date.prototype.getTime;
const isInteger = Number.isInteger;

const MISSING = { t: '-' };
const NONE = Symbol('unknown');

class TooMuch extends Error {}

/** What an object says it was made by; null for plain ones. */
function makerOf(value) {
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === ofObjects) return null;
  const made = getOwnPropertyDescriptor(prototype, 'constructor');
  const name = made && typeof made.value === 'function' ? getOwnPropertyDescriptor(made.value, 'name') : undefined;
  const text = name && typeof name.value === 'string' ? name.value.slice(0, 60) : '?';
  // Another world's own plain objects.
  return text === 'Object' && getPrototypeOf(prototype) === null ? null : text;
}

class Copier {
  constructor() {
    this.known = new Map();
    this.left = 0;
  }

  /** The rows of a value; MISSING where it is too much, or nothing that may be copied. */
  copy(value) {
    return this.within(MOST_PARTS, value, 0);
  }

  within(most, value, depth) {
    const before = this.known.size;
    this.left = most;
    try {
      return this.any(value, depth);
    } catch {
      // Whatever of it was numbered is no more.
      for (const key of [...this.known.keys()].slice(before)) this.known.delete(key);
      return MISSING;
    }
  }

  any(value, depth) {
    if (--this.left < 0 || depth > DEEPEST) throw new TooMuch();
    switch (typeof value) {
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0) ? value : { t: 'n', v: Object.is(value, -0) ? '-0' : String(value) };
      case 'string':
        if (value.length > LONGEST) throw new TooMuch();
        return value;
      case 'boolean':
        return value;
      case 'undefined':
        return { t: 'u' };
      case 'bigint':
        if (value > 1n << 256n || value < -(1n << 256n)) throw new TooMuch();
        return { t: 'b', v: value.toString() };
      case 'object':
        return value === null ? null : this.object(value, depth);
      case 'function':
        return { t: 'f' };
      default:
        return { t: 'y' };
    }
  }

  object(value, depth) {
    const known = this.known.get(value);
    if (known !== undefined) return { t: 'r', i: known };
    if (types.isProxy(value) || types.isModuleNamespaceObject(value) || value === globalThis) return { t: 'f' };
    this.known.set(value, this.known.size);
    const c = makerOf(value);
    if (isArray(value) && (c === 'Array' || c === null)) return this.row(value, depth);
    if (types.isMap(value) && c === 'Map') return this.entries('m', forEach.map, value, depth);
    if (types.isSet(value) && c === 'Set') return this.entries('s', forEach.set, value, depth);
    if (types.isDate(value)) return { t: 'd', v: String(apply(timeOf, value, [])) };
    if (types.isTypedArray(value)) return { t: 'k', c };
    return { t: 'o', c, v: this.fields(value, depth) };
  }

  row(value, depth) {
    if (value.length > MOST_ROW) throw new TooMuch();
    const rows = [];
    for (let i = 0; i < value.length; i++) {
      const own = getOwnPropertyDescriptor(value, i);
      if (!own || !('value' in own)) throw new TooMuch();
      rows.push(this.any(own.value, depth + 1));
    }
    return { t: 'a', v: rows };
  }

  entries(t, each, value, depth) {
    const rows = [];
    apply(each, value, [(one, key) => {
      rows.push(t === 's' ? this.any(one, depth + 1) : [this.any(key, depth + 1), this.any(one, depth + 1)]);
    }]);
    return { t, v: rows };
  }

  // Only what is stored there: a getter is code.
  fields(value, depth) {
    const rows = [];
    let all = MOST_OF_OBJECT;
    for (const key of ownKeys(value)) {
      if (typeof key !== 'string' || rows.length >= MOST_FIELDS) continue;
      const own = getOwnPropertyDescriptor(value, key);
      if (!own || !('value' in own)) {
        rows.push([key, MISSING]);
        continue;
      }
      // The whole of an object may be large; what of it is small is worth knowing.
      const most = Math.min(MOST_OF_FIELD, all);
      rows.push([key, depth > 0 ? this.any(own.value, depth + 1) : this.within(most, own.value, 1)]);
      if (depth === 0) all -= most - Math.max(this.left, 0);
    }
    return rows;
  }
}

/** An object of the program: its fields, and nothing that it can do. */
class Thing {
  constructor(maker) {
    this.maker = maker;
    this.fields = new Map();
  }
}

/** What nobody can see into, such as a function. */
class Opaque {}

/** The value of rows that another process wrote; throws where they are none. */
class Reader {
  constructor() {
    this.known = [];
    this.left = MOST_PARTS * 100;
  }

  read(row, depth = 0) {
    if (--this.left < 0 || depth > DEEPEST + 2) throw new TooMuch();
    if (row === null || typeof row === 'number' || typeof row === 'boolean' || (typeof row === 'string' && row.length <= LONGEST)) return row;
    switch (row.t) {
      case 'n':
        return Number(row.v);
      case 'u':
        return undefined;
      case '-':
        return NONE;
      case 'f':
      case 'y':
        return new Opaque();
      case 'b':
        if (row.v.length > MOST_DIGITS) throw new TooMuch();
        return BigInt(row.v);
      case 'r':
        if (!isInteger(row.i) || row.i < 0 || row.i >= this.known.length) throw new TooMuch();
        return this.known[row.i];
      case 'a':
        return this.kept([], (list) => row.v.forEach((r) => list.push(this.read(r, depth + 1))));
      case 'm':
        return this.kept(new Map(), (map) => row.v.forEach(([k, v]) => map.set(this.read(k, depth + 1), this.read(v, depth + 1))));
      case 's':
        return this.kept(new Set(), (set) => row.v.forEach((r) => set.add(this.read(r, depth + 1))));
      case 'd':
        return this.kept(new Date(Number(row.v)), () => {});
      case 'k':
        return this.kept(new Thing(String(row.c)), () => {});
      case 'o':
        return this.kept(new Thing(row.c === null ? null : String(row.c)), (thing) => row.v.forEach(([k, v]) => thing.fields.set(String(k), this.read(v, depth + 1))));
      default:
        throw new TooMuch();
    }
  }

  kept(made, fill) {
    this.known.push(made);
    fill(made);
    return made;
  }
}

exports.MISSING = MISSING;
exports.NONE = NONE;
exports.Opaque = Opaque;
exports.Copier = Copier;
exports.Reader = Reader;
exports.Thing = Thing;

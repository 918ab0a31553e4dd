'use strict';
// Equal texts are values that a test would take for equal; 0 and -0, null and undefined, a row and an object are not.
const { NONE, Opaque, Thing } = require('./ouro_js_copies.cjs');

const MOST_PARTS = 2000;
const DEEPEST = 14;

const known = new WeakMap();

exports.kindOf = (value) => {
  switch (typeof value) {
    case 'object':
      if (value === null) return 'null';
      if (Array.isArray(value)) return 'array';
      if (value instanceof Thing) return 'thing';
      if (value instanceof Map) return 'map';
      if (value instanceof Set) return 'set';
      return value instanceof Date ? 'date' : 'opaque';
    case 'symbol':
      return 'none';
    default:
      return typeof value;
  }
};

exports.mark = (value) => {
  if (value === null || typeof value !== 'object') return plain(value);
  let text = known.get(value);
  if (text === undefined) known.set(value, (text = new Writer().text(value, 0)));
  return text;
};

function plain(value) {
  switch (typeof value) {
    case 'number':
      return numbered(value);
    case 'string':
      return `s${value.length}:${value}`;
    case 'boolean':
      return value ? 'T' : 'F';
    case 'bigint':
      return `b${value}`;
    case 'undefined':
      return 'U';
    default:
      return value === NONE ? '?' : 'N';
  }
}

// To twelve digits: the order of two additions is no difference in behaviour.
function numbered(value) {
  if (value === 0) return Object.is(value, -0) ? 'n-0' : 'n0';
  if (Number.isInteger(value) || !Number.isFinite(value)) return `n${value}`;
  return `n${Number(value.toPrecision(12))}`;
}

class Writer {
  constructor() {
    this.left = MOST_PARTS;
    this.open = new Set();
  }

  text(value, depth) {
    if (--this.left < 0 || depth > DEEPEST) return '…';
    if (value === null || typeof value !== 'object') return plain(value);
    if (this.open.has(value)) return '↺';
    this.open.add(value);
    const text = this.object(value, depth + 1);
    this.open.delete(value);
    return text;
  }

  object(value, depth) {
    if (Array.isArray(value)) return `[${value.map((v) => this.text(v, depth)).join()}]`;
    if (value instanceof Map) return `m{${[...value].map(([k, v]) => `${this.text(k, depth)}:${this.text(v, depth)}`).sort().join()}}`;
    if (value instanceof Set) return `s{${[...value].map((v) => this.text(v, depth)).sort().join()}}`;
    if (value instanceof Date) return `d${value.getTime()}`;
    if (value instanceof Opaque) return 'f';
    return `${value.maker || ''}{${[...value.fields].map(([k, v]) => `${plain(k)}:${this.text(v, depth)}`).sort().join()}}`;
  }
}

'use strict';
// One expression that was thought of, and how several of them are put in order.
const { kindOf } = require('./ouro_js_canon.cjs');

const NULLISH = new Set(['null', 'undefined']);

/** An expression, how tightly its text binds, what it costs, its value at each moment, and whether it reads anything of the program. */
class Thought {
  constructor(text, binds, cost, values, isLive) {
    Object.assign(this, { text, binds, cost, values, isLive, kind: null, core: null, isNullish: false, asked: null });
    const kinds = new Set(values.map(kindOf));
    kinds.delete('none');
    const [core, ...others] = [...kinds].filter((k) => !NULLISH.has(k));
    if (others.length === 0 && core !== undefined) this.core = core;
    if (kinds.size === 1) [this.kind] = kinds;
    this.isNullish = kinds.has('null') || kinds.has('undefined');
    this.isMixed = others.length > 0;
  }

  within(binds) {
    return this.binds <= binds ? this.text : `(${this.text})`;
  }

  /** As it stands where only its truth counts. */
  truth(binds) {
    return this.asked ? this.asked.within(binds) : this.within(binds);
  }
}

const cheapFirst = (a, b) => a.cost - b.cost;
const ordinal = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** Pairs of two rows by what they cost together. */
function pairs(ones, others, dearest) {
  const found = [];
  ones.forEach((a, i) => others.forEach((b, j) => a !== b && a.cost + b.cost <= dearest && (a.isLive || b.isLive) && found.push([a.cost + b.cost, i, j])));
  return found.sort((p, q) => p[0] - q[0] || p[1] - q[1] || p[2] - q[2]).map(([, i, j]) => [ones[i], others[j], i, j]);
}

exports.NULLISH = NULLISH;
exports.Thought = Thought;
exports.cheapFirst = cheapFirst;
exports.ordinal = ordinal;
exports.pairs = pairs;

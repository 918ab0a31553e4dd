'use strict';
// What expressions begin with: names, fields, literals, the hole's own expression and its parts, and what a step or two make of each.
const { NONE, Opaque, Thing } = require('./ouro_js_copies.cjs');
const { mark } = require('./ouro_js_canon.cjs');
const { ASKED, B, UNARY, sized } = require('./ouro_js_forms.cjs');
const { Thought, cheapFirst, pairs } = require('./ouro_js_thought.cjs');

const MOST_NOTED = 2500;
const MOST_ATOMS = 22;
const MOST_FIELDS = 12;
const MOST_KEPT = 8;
const DEAREST = 4;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)$/;

/** What a literal of the source says; NONE where that is not plain to see. */
function literal(text) {
  if (NUMBER.test(text)) return Number(text);
  if (/^'[^'\\\n]*'$/.test(text) || /^"[^"\\\n]*"$/.test(text)) return text.slice(1, -1);
  return NONE;
}

class Atoms {
  /** hole: its row of the job. moments: what was seen there, those of failing tests first. failing: how many these are. */
  constructor(hole, moments, failing) {
    Object.assign(this, { hole, moments, failing, count: 0, most: MOST_NOTED, classes: new Map() });
    this.isTruth = hole.kind !== 'value';
    const own = hole.kind === 'guard' ? moments.map(() => false) : moments.map((m) => m.own);
    this.original = this.isTruth ? own.map((v) => (v === NONE ? v : Boolean(v))) : own;
    this.own = hole.own ? new Thought(hole.own.text, hole.own.binds, 1, this.original, true) : null;
    const quote = hole.literals.find((l) => /^['"]/.test(l));
    this.empty = quote && quote[0] === '"' ? '""' : "''";
  }

  allow(count) {
    this.most = this.count + count;
  }

  /** The thought, where it has values that no earlier one has; null otherwise. */
  note(text, binds, cost, values, isLive) {
    this.count++;
    if (values.every((v) => v === NONE)) return null;
    const key = values.map(mark).join('\n');
    let alike = this.classes.get(key);
    if (!alike) this.classes.set(key, (alike = []));
    const thought = new Thought(text, binds, cost, values, isLive);
    if (alike.length < MOST_KEPT) alike.push(thought);
    return alike[0] === thought ? thought : null;
  }

  /** What comes of some work at each moment. */
  each(work, ...thoughts) {
    return this.moments.map((_, i) => {
      const given = thoughts.map((t) => t.values[i]);
      if (given.includes(NONE)) return NONE;
      try {
        return sized(work(...given));
      } catch {
        return NONE;
      }
    });
  }

  atoms() {
    const found = [];
    this.hole.names.forEach((name, i) => {
      const values = this.moments.map((m) => m.names[i]).map((v) => (v instanceof Opaque ? NONE : v));
      const thought = this.note(name, B.ATOM, name === 'this' ? 2 : 1, values, true);
      if (!thought) return;
      found.push(thought);
      for (const field of this.fields(thought)) found.push(field, ...this.fields(field));
    });
    found.sort(cheapFirst);
    found.length = Math.min(found.length, MOST_ATOMS);
    const texts = new Set([...this.hole.literals, '0', '1', '-1', '2', 'null', 'undefined', 'true', 'false', this.empty, '[]']);
    const words = { null: null, undefined, true: true, false: false };
    for (const text of texts) {
      const value = Object.hasOwn(words, text) ? words[text] : text === '[]' ? [] : literal(text);
      if (value === NONE) continue;
      const atom = this.note(text, text.startsWith('-') ? B.UNARY : B.ATOM, text === '0' || text === '1' ? 1.5 : 2, this.moments.map(() => value), false);
      if (atom) found.push(atom);
    }
    return found.concat(this.inner());
  }

  /** The hole's own expression and what it consists of, as far as that cannot be had more cheaply. */
  inner() {
    const found = [];
    this.hole.parts.forEach((part, i) => {
      const values = this.moments.map((m) => m.parts[i]).map((v) => (v instanceof Opaque ? NONE : v));
      found.push(this.note(part.text, part.binds, 1.5, values, true));
    });
    if (this.own && !this.isTruth) found.push(this.note(this.own.text, this.own.binds, this.own.cost, this.original, true));
    return found.filter(Boolean);
  }

  /** What objects of the program hold; nothing of theirs runs. */
  fields(thought) {
    if (thought.core !== 'thing') return [];
    const names = new Set();
    for (const value of thought.values) if (value instanceof Thing) for (const name of value.fields.keys()) if (IDENTIFIER.test(name)) names.add(name);
    const found = [];
    for (const name of [...names].slice(0, MOST_FIELDS)) {
      const values = this.each((of) => {
        if (!(of instanceof Thing)) throw new TypeError();
        const value = of.fields.has(name) ? of.fields.get(name) : of.maker === null ? undefined : NONE;
        return value instanceof Opaque ? NONE : value;
      }, thought);
      found.push(this.note(`${thought.within(B.ATOM)}.${name}`, B.ATOM, thought.cost + (thought.text === 'this' ? -0.5 : 0.5), values, true));
    }
    return found.filter(Boolean);
  }

  unary(thought) {
    if (!thought.isLive || thought.core === null) return [];
    const found = [];
    for (const form of UNARY) {
      if (!form.kinds.includes(thought.core)) continue;
      const values = this.each(form.work, thought);
      // What changes nothing at all is no other wording, only a longer one.
      if (values.some((v, i) => mark(v) !== mark(thought.values[i]))) found.push(this.note(form.write(thought), form.binds, thought.cost + form.cost, values, true));
    }
    return found.filter(Boolean);
  }

  asked(one, other) {
    const found = [];
    for (const form of ASKED) {
      if (!form.fits(one.core, other.core) || (form.isLive && !other.isLive) || this.count >= this.most) continue;
      found.push(this.note(form.write(one, other), form.binds || B.ATOM, one.cost + other.cost + form.cost, this.each(form.work, one, other), one.isLive || other.isLive));
    }
    return found.filter(Boolean);
  }

  /** Atoms, and what a step or two make of them. */
  parts(atoms) {
    const once = atoms.flatMap((a) => this.unary(a));
    const asked = pairs(atoms, atoms, DEAREST).flatMap(([a, b]) => (a.isLive ? this.asked(a, b) : []));
    const fields = [...once, ...asked].filter((t) => t.cost <= 3).flatMap((t) => this.fields(t));
    const twice = [...once, ...asked, ...fields].sort(cheapFirst).slice(0, 40).flatMap((t) => (t.cost <= 3 ? this.unary(t) : []));
    return [...atoms, ...once, ...asked, ...fields, ...twice].sort(cheapFirst);
  }
}

exports.Atoms = Atoms;

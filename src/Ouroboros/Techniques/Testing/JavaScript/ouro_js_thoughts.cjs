'use strict';
// Thinks of expressions for a hole from small to large, knows each by the values it has at the moments seen, and keeps one of those that are alike.
const { NONE, Opaque, Thing } = require('./ouro_js_copies.cjs');
const { kindOf, mark } = require('./ouro_js_canon.cjs');
const { ARITHMETIC, ASKED, B, CALLS, COMPARISONS, UNARY, sized } = require('./ouro_js_forms.cjs');
const { NULLISH, Thought, cheapFirst, ordinal, pairs } = require('./ouro_js_thought.cjs');

// What is thought of for one hole, and how far: in each step so many.
const MOST = { parts: 2500, defaults: 800, joined: 3000, stepped: 600, chosen: 3000, compared: 3500, kept: 1500, both: 3500 };
const MOST_ATOMS = 22;
const MOST_PARTS = 64;
const MOST_COMPARED = 110;
const MOST_FIELDS = 12;
const DEAREST = 5;
// What an expression that keeps the hole's own costs less than one that says something else.
const KEPT = 1.5;
const MOST_TOLD = 30;
const MOST_KEPT = 8;
const MOST_ALIKE = 3;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
const NUMBER = /^-?(\d+\.?\d*|\.\d+)$/;

/** What a literal of the source says; NONE where that is not plain to see. */
function literal(text) {
  if (NUMBER.test(text)) return Number(text);
  if (/^'[^'\\\n]*'$/.test(text) || /^"[^"\\\n]*"$/.test(text)) return text.slice(1, -1);
  return NONE;
}

class Thinker {
  /** hole: its row of the job. moments: what was seen there, those of failing tests first. failing: how many these are. */
  constructor(hole, moments, failing) {
    Object.assign(this, { hole, moments, failing, count: 0, most: MOST.parts, classes: new Map() });
    this.isTruth = hole.kind !== 'value';
    const own = hole.kind === 'guard' ? moments.map(() => false) : moments.map((m) => m.own);
    this.original = this.isTruth ? own.map((v) => (v === NONE ? v : Boolean(v))) : own;
    this.own = hole.own ? new Thought(hole.own.text, hole.own.binds, 1, this.original, true) : null;
    const quote = hole.literals.find((l) => /^['"]/.test(l));
    this.empty = quote && quote[0] === '"' ? '""' : "''";
  }

  told() {
    if (this.failing === 0) return [];
    const atoms = this.atoms();
    const parts = this.parts(atoms);
    if (this.isTruth) this.conditions(atoms, parts);
    else this.values(atoms, parts);
    return this.best();
  }

  // Small to large

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
    const asked = pairs(atoms, atoms, DEAREST - 1).flatMap(([a, b]) => (a.isLive ? this.asked(a, b) : []));
    const fields = [...once, ...asked].filter((t) => t.cost <= 3).flatMap((t) => this.fields(t));
    const twice = [...once, ...asked, ...fields].sort(cheapFirst).slice(0, 40).flatMap((t) => (t.cost <= 3 ? this.unary(t) : []));
    return [...atoms, ...once, ...asked, ...fields, ...twice].sort(cheapFirst);
  }

  joined(ones, others, dearest, most) {
    const made = [];
    this.allow(most);
    for (const [one, other, i, j] of pairs(ones, others, dearest)) {
      if (this.count >= this.most) break;
      const cost = one.cost + other.cost;
      if (!one.core || !other.core) continue;
      for (const form of ARITHMETIC) {
        if (!form.fits(one.core, other.core) || cost + form.cost > dearest + 1) continue;
        const isPower = form.binds === B.POWER;
        const right = isPower ? B.ATOM : form.free && form.free(other.core) && one.core === 'number' ? form.binds : form.binds - 1;
        made.push(this.note(`${one.within(isPower ? B.ATOM : form.binds)} ${form.sign} ${other.within(right)}`, form.binds, cost + form.cost, this.each(form.work, one, other), true));
      }
      if (i < j || ones !== others)
        for (const form of CALLS)
          if (form.fits(one.core, other.core)) made.push(this.note(form.write(one.text, other.text), B.ATOM, cost + 1, this.each(form.work, one, other), true));
    }
    return made.filter(Boolean);
  }

  values(atoms, parts) {
    const wanted = this.wanted();
    if (wanted.size === 1 && wanted.has('boolean')) return this.conditions(atoms, parts);
    this.defaults(parts.slice(0, 30));
    const few = parts.slice(0, MOST_PARTS);
    const made = this.joined(few, few, DEAREST, MOST.joined).sort(cheapFirst);
    this.allow(MOST.stepped);
    for (const thought of made.slice(0, 200)) if (thought.cost < DEAREST && this.count < this.most) this.unary(thought);
    this.joined(made.slice(0, 120), atoms, DEAREST + 1, MOST.joined);
    this.chosen(atoms, parts);
  }

  /** One value, or another where it has none. */
  defaults(parts) {
    this.allow(MOST.defaults);
    for (const [one, other] of pairs(parts, parts, DEAREST)) {
      if (!one.isLive || this.count >= this.most) continue;
      const cost = one.cost + other.cost + 1;
      if (one.isNullish)
        this.note(`${one.within(B.BITS)} ?? ${other.within(B.BITS)}`, B.NULLISH, cost, this.chosenBy(one, (v) => v === null || v === undefined, other, one), true);
      if (one.values.some((v) => v !== NONE && !v))
        this.note(`${one.within(B.OR)} || ${other.within(B.AND)}`, B.OR, cost, this.chosenBy(one, (v) => !v, other, one), true);
      if (one.isNullish) this.note(`${one.within(B.AND)} && ${other.within(B.BITS)}`, B.AND, cost + 0.5, this.chosenBy(one, Boolean, other, one), true);
    }
  }

  /** The hole's own expression on one answer, something simple on the other. */
  chosen(atoms, parts) {
    if (!this.own) return;
    const fitting = atoms.filter((a) => a.core === this.own.core || NULLISH.has(a.kind)).slice(0, 30);
    const asked = this.compared(parts.slice(0, 40)).sort(cheapFirst).slice(0, 70);
    this.allow(MOST.chosen);
    for (const question of asked) {
      for (const other of fitting) {
        if (this.count >= this.most) return;
        const cost = question.cost + other.cost + 1 - KEPT;
        for (const [yes, no] of [[this.own, other], [other, this.own]]) {
          const text = `${question.truth(B.NULLISH)} ? ${yes.within(B.NULLISH)} : ${no.within(B.NULLISH)}`;
          this.note(text, B.CHOSEN, cost, this.chosenBy(question, Boolean, yes, no), true);
        }
      }
    }
  }

  /** At each moment the one or the other, by an answer; what is not chosen is not worked out. */
  chosenBy(question, answer, yes, no) {
    return question.values.map((v, i) => (v === NONE ? NONE : answer(v) ? yes.values[i] : no.values[i]));
  }

  conditions(atoms, parts) {
    const sums = this.joined(atoms, atoms, DEAREST - 1, MOST.parts);
    const compared = this.compared([...parts, ...sums].sort(cheapFirst).slice(0, MOST_COMPARED)).sort(cheapFirst);
    this.allow(MOST.kept);
    // What is asked already is kept, and more is asked.
    for (const other of this.own ? compared : []) if (this.count < this.most) this.both(this.own, other, other.cost - KEPT);
    this.allow(MOST.both);
    const few = compared.slice(0, 60);
    for (const [one, other, i, j] of pairs(few, few, Infinity)) if (i < j && this.count < this.most) this.both(one, other, one.cost + other.cost + 1);
  }

  both(one, other, cost) {
    const [write, truth] = this.isTruth ? [(t, b) => t.truth(b), Boolean] : [(t, b) => t.within(b), (v) => v];
    this.note(`${write(one, B.AND)} && ${write(other, B.BITS)}`, B.AND, cost, this.chosenBy(one, truth, other, one), true);
    this.note(`${write(one, B.OR)} || ${write(other, B.AND)}`, B.OR, cost, this.chosenBy(one, truth, one, other), true);
  }

  compared(parts) {
    this.allow(MOST.compared);
    const made = parts.filter((p) => p.isLive).flatMap((p) => this.plainly(p));
    for (const [one, other, i, j] of pairs(parts, parts, DEAREST + 1)) {
      if (this.count >= this.most) break;
      if (!one.isLive || (i > j && other.isLive) || !one.core || !other.core) continue;
      for (const form of COMPARISONS)
        if (form.fits(one.core, other.core))
          made.push(this.note(`${one.within(B.SHIFT)} ${form.sign} ${other.within(B.SHIFT)}`, form.binds, one.cost + other.cost + 1, this.each(form.work, one, other), true));
    }
    return made.filter((t) => t && t.kind === 'boolean');
  }

  /** What is asked of one value alone: whether it is there, whether it is true, of what kind it is. */
  plainly(part) {
    const made = [];
    const ask = (text, binds, cost, work) => made.push(this.note(text, binds, part.cost + cost, this.each(work, part), true));
    if (part.core !== 'boolean' || part.kind === null) {
      ask(`!${part.within(B.ATOM)}`, B.UNARY, 1, (v) => !v);
      const [text, binds] = this.isTruth ? [part.text, part.binds] : [`Boolean(${part.text})`, B.ATOM];
      const whole = this.note(text, binds, part.cost + 1, this.each(Boolean, part), true);
      if (whole) whole.asked = part;
      made.push(whole);
    } else {
      made.push(part);
    }
    if (part.isNullish) {
      for (const [sign, work] of [['===', (a, b) => a === b], ['!==', (a, b) => a !== b]])
        for (const [word, value] of [['undefined', undefined], ['null', null]]) ask(`${part.within(B.SHIFT)} ${sign} ${word}`, B.EQUAL, 1, (v) => work(v, value));
      ask(`${part.within(B.SHIFT)} == null`, B.EQUAL, 1.5, (v) => v === null || v === undefined);
      ask(`${part.within(B.SHIFT)} != null`, B.EQUAL, 1.5, (v) => v !== null && v !== undefined);
    }
    if (part.isMixed) {
      ask(`Array.isArray(${part.text})`, B.ATOM, 1, Array.isArray);
      for (const kind of ['string', 'number', 'object', 'boolean']) ask(`typeof ${part.within(B.UNARY)} === '${kind}'`, B.EQUAL, 1, (v) => typeof v === kind);
    }
    return made;
  }

  // What of it is worth a trial

  wanted() {
    return new Set(this.original.filter((v) => v !== NONE && v !== null && v !== undefined).map(kindOf));
  }

  best() {
    const original = this.original.map(mark);
    const wanted = this.wanted();
    const found = [];
    for (const alike of this.classes.values()) {
      alike.sort((a, b) => a.cost - b.cost || ordinal(a.text, b.text));
      const { values, cost, text } = alike[0];
      const marks = values.map(mark);
      if (original.slice(0, this.failing).every((o, i) => o === marks[i])) continue;
      if (this.isTruth && values.some((v) => v !== NONE && typeof v !== 'boolean')) continue;
      if (!this.isTruth && wanted.size > 0 && !values.some((v) => wanted.has(kindOf(v)))) continue;
      const passing = marks.slice(this.failing);
      const agreed = passing.length ? passing.filter((m, i) => original[this.failing + i] === m || this.original[this.failing + i] === NONE).length / passing.length : 1;
      const broken = values.filter((v) => v === NONE).length / values.length;
      found.push({ agreed, text, worth: cost + 3 * (1 - agreed) + 3 * broken, alike });
    }
    found.sort((a, b) => (a.agreed < 1) - (b.agreed < 1) || a.worth - b.worth || ordinal(a.text, b.text));
    return found.slice(0, MOST_TOLD).map((f) => ({ agreement: f.agreed, alike: f.alike.slice(0, MOST_ALIKE).map((t) => this.row(t)) }));
  }

  row(thought) {
    return { text: thought.text, cost: Math.max(0, thought.cost), is_tight: thought.binds <= (this.hole.loosest || 0) };
  }
}

exports.Thinker = Thinker;

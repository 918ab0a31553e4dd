'use strict';
// Thinks of expressions for a hole from small to large, knows each by the values it has at the moments seen, and keeps one of those that are alike.
const { NONE } = require('./ouro_js_copies.cjs');
const { Atoms } = require('./ouro_js_atoms.cjs');
const { kindOf, mark } = require('./ouro_js_canon.cjs');
const { ARITHMETIC, B, CALLS, COMPARISONS } = require('./ouro_js_forms.cjs');
const { NULLISH, cheapFirst, ordinal, pairs } = require('./ouro_js_thought.cjs');

// What is thought of for one hole, and how far: in each step so many.
const MOST = { defaults: 800, sums: 2500, joined: 3000, stepped: 600, chosen: 3000, compared: 3500, kept: 1500, both: 3500 };
const MOST_PARTS = 64;
const MOST_COMPARED = 110;
const DEAREST = 5;
// What an expression that keeps the hole's own costs less than one that says something else.
const KEPT = 1.5;
const MOST_TOLD = 30;
const MOST_ALIKE = 3;

class Thinker extends Atoms {
  told() {
    if (this.failing === 0) return [];
    const atoms = this.atoms();
    const parts = this.parts(atoms);
    if (this.isTruth) this.conditions(atoms, parts);
    else this.values(atoms, parts);
    return this.best();
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
    const sums = this.joined(atoms, atoms, DEAREST - 1, MOST.sums);
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
    const [wanted, wish] = [this.wanted(), this.wish()];
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
      const granted = wish !== undefined && marks.slice(0, this.failing).every((m) => m === wish);
      found.push({ granted, agreed, text, worth: cost + 3 * (1 - agreed) + 3 * broken, alike });
    }
    found.sort((a, b) => b.granted - a.granted || (a.agreed < 1) - (b.agreed < 1) || a.worth - b.worth || ordinal(a.text, b.text));
    return found.slice(0, MOST_TOLD).map((f) => ({ agreement: f.agreed, granted: f.granted, alike: f.alike.slice(0, MOST_ALIKE).map((t) => this.row(t)) }));
  }

  /** The mark of what the hole should come to; undefined where that is not known. */
  wish() {
    try {
      return this.hole.wish && mark(JSON.parse(this.hole.wish.replace(/^'([^'"\\]*)'$/, '"$1"')));
    } catch {
      return undefined;
    }
  }

  row(thought) {
    return { text: thought.text, cost: Math.max(0, thought.cost), is_tight: thought.binds <= (this.hole.loosest || 0) };
  }
}

exports.Thinker = Thinker;

'use strict';
// Thinks about made-up moments and holds every expression against what JavaScript itself makes of it. Prints what is wrong, and how many were right.
const path = require('node:path');
const home = process.argv[2];
const { Copier, NONE, Reader } = require(path.join(home, 'ouro_js_copies.cjs'));
const { mark } = require(path.join(home, 'ouro_js_canon.cjs'));
const { Thinker } = require(path.join(home, 'ouro_js_thoughts.cjs'));

class Node {
  constructor(value, next) {
    this.value = value;
    this.next = next;
  }
}
const read = (value) => new Reader().read(JSON.parse(JSON.stringify(new Copier().copy(value))));

const PLACES = [
  ['(x) * HOLE', 2], ['HOLE - 1', 4], ['1 - HOLE', 3], ['HOLE ?? 7', 8], ['x || HOLE', 9], ['HOLE && x', 9], ['HOLE ? 1 : 2', 11], ['x ? HOLE : 3', 12], ['!HOLE', 1],
  ['HOLE ** 2', 0], ['2 ** HOLE', 0], ['[HOLE]', 12], ['x < HOLE', 5], ['HOLE === x', 7],
];

const loop = new Node(1, null);
loop.next = loop;
const CASES = [
  { own: 'a + b', binds: 4, rows: [{ a: 1, b: 2, x: 0 }, { a: -0, b: 5, x: NaN }, { a: 7.5, b: -3, x: 1e21 }, { a: 0.5, b: 0.25, x: 2 }] },
  { own: 's.length - 1', binds: 4, rows: [{ s: 'héllo ', x: 1, t: 'l' }, { s: '', x: 0, t: '' }, { s: 'A,b', x: -1, t: ',' }] },
  { own: 'row[i]', binds: 0, rows: [{ row: [3, 1, 2], i: 0, x: 1 }, { row: [], i: 1, x: 2 }, { row: [-0, 5], i: -1, x: 0 }] },
  { own: 'p.q', binds: 0, rows: [{ p: { q: 1, r: [1] }, x: null }, { p: { q: undefined }, x: 0 }, { p: { q: 'z', 'not plain': 1 }, x: '' }] },
  { own: 'a ?? x', binds: 11, rows: [{ a: null, b: undefined, x: 1 }, { a: 0, b: 3, x: undefined }, { a: undefined, b: null, x: null }] },
  { own: 'm.get(k)', binds: 0, rows: [{ m: new Map([['a', 1], ['b', 2]]), k: 'a', s: new Set([1, 'a']), x: 1 }, { m: new Map(), k: 'z', s: new Set(), x: 2 }] },
  { own: 'n.value', binds: 0, rows: [{ n: new Node(1, new Node(2, null)), x: 1 }, { n: loop, x: 2 }, { n: new Node(null, null), x: 3 }] },
  { own: 'a > x', binds: 6, rows: [{ a: 1, x: 2, f: true }, { a: 3, x: 2, f: false }, { a: 2, x: 2, f: true }] },
  { own: 'a * x', binds: 3, rows: [{ a: 10n, x: 3n }, { a: -1n, x: 2n }] },
  { own: 'a', binds: 0, rows: [{ a: [1, 'b', null], x: '1' }, { a: 'text', x: 1 }, { a: { k: 1 }, x: true }, { a: null, x: undefined }] },
];

let right = 0;
const wrong = [];
for (const { own, binds, rows } of CASES) {
  const names = Object.keys(rows[0]);
  const run = (text, row) => new Function(...names, `'use strict'; return (${text});`)(...names.map((n) => row[n]));
  const owns = rows.map((row) => { try { return read(run(own, row)); } catch { return NONE; } });
  const moments = rows.map((row, i) => {
    const copier = new Copier();
    const reader = new Reader();
    return { names: JSON.parse(JSON.stringify(names.map((n) => copier.copy(row[n])))).map((r) => reader.read(r)), own: owns[i], parts: [] };
  });
  for (const kind of ['value', 'condition', 'guard']) {
    const hole = { kind, names, literals: ['100', '"a"'], own: kind === 'guard' ? null : { text: own, binds }, parts: [] };
    const thinker = new Thinker(hole, moments, 1);
    thinker.told();
    for (const thought of [...thinker.classes.values()].flat())
      rows.forEach((row, i) => {
        if (thought.values[i] === NONE) return;
        let real;
        try {
          real = run(thought.text, row);
        } catch (error) {
          real = error;
        }
        const isTruth = kind !== 'value' && typeof thought.values[i] === 'boolean';
        if (mark(thought.values[i]) === mark(read(isTruth ? Boolean(real) : real))) right++;
        else wrong.push(`${kind} ${thought.text} is ${mark(thought.values[i])}, not ${mark(read(real))} (${String(real).slice(0, 60)})`);
      });
    for (const [place, loosest] of PLACES) {
      hole.loosest = loosest;
      for (const { text, is_tight } of thinker.best().flatMap((t) => t.alike)) {
        const [bare, safe] = [is_tight ? text : `(${text})`, `(${text})`].map((t) => rows.map((row) => {
          try {
            return String(run(place.replace('HOLE', () => t), row));
          } catch (error) {
            return error instanceof SyntaxError ? `${t}: ${error.message}` : error.constructor.name;
          }
        }).join());
        if (bare === safe) right++;
        else wrong.push(`${place} with ${text}: ${bare}, not ${safe}`);
      }
    }
  }
}
console.log(JSON.stringify({ right, wrong: [...new Set(wrong)].slice(0, 20) }));

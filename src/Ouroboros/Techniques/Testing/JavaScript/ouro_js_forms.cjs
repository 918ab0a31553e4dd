'use strict';
// What expressions are made of: how each form is written, what it comes to, which kinds of values it takes, and what it costs.

const { NONE } = require('./ouro_js_copies.cjs');

// How tightly each holds together, as the product has it in JavaScriptBinding.
const B = { ATOM: 0, UNARY: 1, POWER: 2, TERM: 3, SUM: 4, SHIFT: 5, COMPARED: 6, EQUAL: 7, BITS: 8, AND: 9, OR: 10, NULLISH: 11, CHOSEN: 12 };

const LONGEST = 300;
const BIG = 1n << 256n;

// Thrown so often that where it came from would cost more than all the rest.
const TOO_MUCH = Object.freeze({ is: 'too much' });

/** The value, where it is no larger than any that is worth thinking of. */
exports.sized = (value) => {
  if ((typeof value === 'string' || Array.isArray(value)) && value.length > LONGEST) throw TOO_MUCH;
  if (typeof value === 'bigint' && (value > BIG || value < -BIG)) throw TOO_MUCH;
  return value;
};

const numeric = (row) => Array.isArray(row) && row.every((v) => typeof v === 'number');
const some = (row, kind) => Array.isArray(row) && row.length > 0 && row.every((v) => typeof v === kind);
const refuse = () => {
  throw TOO_MUCH;
};
const numbers = (work) => (row) => (numeric(row) ? work(row) : refuse());

/** Own fields of a plain object, where nothing of the language's stands behind the name. */
function fieldOf(thing, key) {
  const name = String(key);
  if (thing.fields.has(name)) return thing.fields.get(name);
  return thing.maker !== null || name in Object.prototype ? refuse() : undefined;
}

// A postfix to one value: its kinds, its text, its work, its cost.
const post = (kinds, text, work, cost) => ({ kinds: kinds.split(' '), binds: B.ATOM, write: (t) => `${t.within(B.ATOM)}${text}`, work, cost });
const around = (kinds, before, after, work, cost) => ({ kinds: kinds.split(' '), binds: B.ATOM, write: (t) => `${before}${t.within(B.CHOSEN)}${after}`, work, cost });

exports.UNARY = [
  post('array string', '.length', (v) => v.length, 1),
  post('map set', '.size', (v) => v.size, 1),
  post('array string', '[0]', (v) => v[0], 1),
  post('array string', '.at(-1)', (v) => v.at(-1), 1.5),
  { kinds: ['array', 'string'], binds: B.ATOM, write: (t) => `${t.within(B.ATOM)}[${t.within(B.ATOM)}.length - 1]`, work: (v) => v[v.length - 1], cost: 2 },
  post('array string', '.slice(1)', (v) => v.slice(1), 1.5),
  post('array string', '.slice(0, -1)', (v) => v.slice(0, -1), 1.5),
  around('number', 'Math.floor(', ')', Math.floor, 1),
  around('number', 'Math.abs(', ')', Math.abs, 1),
  around('number', 'Math.ceil(', ')', Math.ceil, 1.5),
  around('number', 'Math.round(', ')', Math.round, 1.5),
  around('number', 'Math.trunc(', ')', Math.trunc, 1.5),
  around('number', 'Math.sqrt(', ')', Math.sqrt, 2),
  { kinds: ['number', 'bigint'], binds: B.UNARY, write: (t) => `-${t.within(B.ATOM)}`, work: (v) => -v, cost: 1.5 },
  { kinds: ['boolean'], binds: B.UNARY, write: (t) => `!${t.within(B.ATOM)}`, work: (v) => !v, cost: 1 },
  around('number bigint', 'String(', ')', String, 2),
  around('string', 'Number(', ')', Number, 1.5),
  around('number', 'Number.isInteger(', ')', Number.isInteger, 2),
  around('number', 'Number.isNaN(', ')', Number.isNaN, 2),
  post('string', '.trim()', (v) => v.trim(), 1),
  post('string', '.toLowerCase()', (v) => v.toLowerCase(), 1),
  post('string', '.toUpperCase()', (v) => v.toUpperCase(), 1.5),
  post('string', ".split('')", (v) => v.split(''), 2),
  post('array', ".join('')", (v) => (v.every((p) => p === null || typeof p !== 'object') ? v.join('') : refuse()), 1.5),
  around('array', '[...', '].reverse()', (v) => [...v].reverse(), 2),
  around('array', 'Math.max(...', ')', numbers((v) => Math.max(...v)), 1.5),
  around('array', 'Math.min(...', ')', numbers((v) => Math.min(...v)), 1.5),
  around('array', '[...new Set(', ')]', (v) => [...new Set(v)], 2),
  around('array', '[...', '].sort((a, b) => a - b)', numbers((v) => [...v].sort((a, b) => a - b)), 2.5),
  around('array', '[...', '].sort()', (v) => (some(v, 'string') ? [...v].sort() : refuse()), 2),
  post('array', '.reduce((a, b) => a + b, 0)', numbers((v) => v.reduce((a, b) => a + b, 0)), 2.5),
  post('array', '.filter(Boolean)', (v) => v.filter(Boolean), 2),
  post('array', '.flat()', (v) => (v.some(Array.isArray) ? v.flat() : refuse()), 2),
  around('thing', 'Object.keys(', ')', (v) => (v.maker === null ? [...v.fields.keys()] : refuse()), 1.5),
  around('thing', 'Object.values(', ')', (v) => (v.maker === null && ![...v.fields.values()].includes(NONE) ? [...v.fields.values()] : refuse()), 2),
  around('map', '[...', '.keys()]', (v) => [...v.keys()], 1.5),
  around('map', '[...', '.values()]', (v) => [...v.values()], 1.5),
  around('set', '[...', ']', (v) => [...v], 1.5),
  post('date', '.getTime()', (v) => v.getTime(), 1.5),
];

const both = (kind) => (a, b) => a === kind && b === kind;
const reckoned = (a, b) => (a === 'number' && b === 'number') || (a === 'bigint' && b === 'bigint');

function raised(a, b) {
  if (Math.abs(Number(a)) > 1000 || Math.abs(Number(b)) > 32) throw TOO_MUCH;
  return a ** b;
}

// Two values and a sign between them. What is `free` needs no parentheses on its right either.
exports.ARITHMETIC = [
  { sign: '+', binds: B.SUM, work: (a, b) => a + b, fits: (a, b) => reckoned(a, b) || both('string')(a, b), cost: 1, free: (kind) => kind === 'number' },
  { sign: '-', binds: B.SUM, work: (a, b) => a - b, fits: reckoned, cost: 1 },
  { sign: '*', binds: B.TERM, work: (a, b) => a * b, fits: reckoned, cost: 1 },
  { sign: '/', binds: B.TERM, work: (a, b) => a / b, fits: reckoned, cost: 1 },
  { sign: '%', binds: B.TERM, work: (a, b) => a % b, fits: reckoned, cost: 1 },
  { sign: '**', binds: B.POWER, work: raised, fits: reckoned, cost: 2 },
  { sign: '+', binds: B.SUM, work: (a, b) => a + b, fits: (a, b) => (a === 'string' && b === 'number') || (a === 'number' && b === 'string'), cost: 2 },
];

const ordered = (a, b) => reckoned(a, b) || both('string')(a, b);
const alike = (a, b) => a === b && ['number', 'string', 'boolean', 'bigint', 'thing'].includes(a);
exports.COMPARISONS = [
  { sign: '===', binds: B.EQUAL, work: (a, b) => a === b, fits: alike },
  { sign: '!==', binds: B.EQUAL, work: (a, b) => a !== b, fits: alike },
  { sign: '<', binds: B.COMPARED, work: (a, b) => a < b, fits: ordered },
  { sign: '<=', binds: B.COMPARED, work: (a, b) => a <= b, fits: ordered },
  { sign: '>', binds: B.COMPARED, work: (a, b) => a > b, fits: ordered },
  { sign: '>=', binds: B.COMPARED, work: (a, b) => a >= b, fits: ordered },
];

// Two values in a call, whichever comes first.
exports.CALLS = [
  { write: (a, b) => `Math.min(${a}, ${b})`, work: Math.min, fits: both('number') },
  { write: (a, b) => `Math.max(${a}, ${b})`, work: Math.max, fits: both('number') },
];

const keyed = (kind) => (a, b) => a === kind && ['string', 'number', 'thing'].includes(b);
const named = (a, b) => a === 'thing' && ['string', 'number'].includes(b);
const row = (a, b) => (a === 'array' || a === 'string') && b === 'number';
const method = (name) => (a, b) => `${a.within(B.ATOM)}.${name}(${b.within(B.CHOSEN)})`;
const within = (a, b) => a === 'string' && b === 'string';
const holding = (a, b) => within(a, b) || (a === 'array' && b !== null);

// What one value is asked with another in mind.
exports.ASKED = [
  { write: (a, b) => `${a.within(B.ATOM)}[${b.text}]`, work: (a, b) => a[b], fits: row, cost: 0 },
  { write: (a, b) => `${a.within(B.ATOM)}[${b.within(B.SUM)} + 1]`, work: (a, b) => a[b + 1], fits: row, cost: 1, isLive: true },
  { write: (a, b) => `${a.within(B.ATOM)}[${b.within(B.SUM)} - 1]`, work: (a, b) => a[b - 1], fits: row, cost: 1, isLive: true },
  { write: method('slice'), work: (a, b) => a.slice(b), fits: row, cost: 0.5 },
  { write: (a, b) => `${a.within(B.ATOM)}.slice(0, ${b.within(B.CHOSEN)})`, work: (a, b) => a.slice(0, b), fits: row, cost: 0.5 },
  { write: method('charCodeAt'), work: (a, b) => a.charCodeAt(b), fits: (a, b) => a === 'string' && b === 'number', cost: 1.5 },
  { write: (a, b) => `${a.within(B.ATOM)}[${b.text}]`, work: fieldOf, fits: named, cost: 0, isLive: true },
  { write: (a, b) => `${b.within(B.SHIFT)} in ${a.within(B.SHIFT)}`, binds: B.COMPARED, work: (a, b) => fieldOf(a, b) !== undefined || a.fields.has(String(b)), fits: named, cost: 1 },
  { write: method('get'), work: (a, b) => a.get(b), fits: keyed('map'), cost: 0.5 },
  { write: method('has'), work: (a, b) => a.has(b), fits: (a, b) => keyed('map')(a, b) || keyed('set')(a, b), cost: 0.5 },
  { write: method('includes'), work: (a, b) => a.includes(b), fits: holding, cost: 1 },
  { write: method('indexOf'), work: (a, b) => a.indexOf(b), fits: holding, cost: 1 },
  { write: method('lastIndexOf'), work: (a, b) => a.lastIndexOf(b), fits: holding, cost: 2 },
  { write: method('startsWith'), work: (a, b) => a.startsWith(b), fits: within, cost: 1 },
  { write: method('endsWith'), work: (a, b) => a.endsWith(b), fits: within, cost: 1 },
  { write: method('split'), work: (a, b) => a.split(b), fits: within, cost: 1.5 },
  { write: method('join'), work: (a, b) => (a.every((p) => p === null || typeof p !== 'object') ? a.join(b) : refuse()), fits: (a, b) => a === 'array' && b === 'string', cost: 1 },
  { write: method('concat'), work: (a, b) => a.concat(b), fits: both('array'), cost: 1.5, isLive: true },
  { write: method('repeat'), work: (a, b) => (b * a.length > LONGEST ? refuse() : a.repeat(b)), fits: (a, b) => a === 'string' && b === 'number', cost: 1.5 },
  { write: method('toFixed'), work: (a, b) => a.toFixed(b), fits: both('number'), cost: 2.5 },
];

exports.B = B;

'use strict';
// Writes values down as source text, without running any code of theirs.
const TEXT_LIMIT = 60;
const isProxy = require('node:util').types.isProxy;

function typeOf(value) {
  if (value === null) return 'null';
  const kind = typeof value;
  if (kind !== 'object') return kind;
  if (isProxy(value)) return 'object';
  if (Array.isArray(value)) return 'Array';
  let prototype = Object.getPrototypeOf(value);
  if (prototype === null) return 'Object';
  const made = Object.getOwnPropertyDescriptor(prototype, 'constructor');
  return made && typeof made.value === 'function' ? made.value.name || 'Object' : 'Object';
}

function literal(value, depth = 2) {
  switch (typeof value) {
    case 'number':
      return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? String(value) : String(value);
    case 'string':
      return value.length > TEXT_LIMIT ? null : JSON.stringify(value);
    case 'boolean':
    case 'undefined':
      return String(value);
    case 'bigint':
      return value.toString().length > TEXT_LIMIT ? null : value + 'n';
    case 'object':
      break;
    default:
      return null;
  }
  if (value === null) return 'null';
  if (depth === 0 || isProxy(value)) return null;
  const whole = Array.isArray(value) ? list(value, depth) : typeOf(value) === 'Object' ? pairs(value, depth) : null;
  return whole !== null && whole.length <= TEXT_LIMIT ? whole : null;
}

function list(value, depth) {
  if (value.length > 6) return null;
  const parts = [];
  for (let i = 0; i < value.length; i++) {
    const own = Object.getOwnPropertyDescriptor(value, i);
    const part = own && 'value' in own ? literal(own.value, depth - 1) : null;
    if (part === null) return null;
    parts.push(part);
  }
  return '[' + parts.join(', ') + ']';
}

function pairs(value, depth) {
  const parts = [];
  for (const key of Object.keys(value)) {
    if (parts.length > 6) return null;
    const own = Object.getOwnPropertyDescriptor(value, key);
    const part = own && 'value' in own ? literal(own.value, depth - 1) : null;
    if (part === null) return null;
    parts.push((/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)) + ': ' + part);
  }
  return parts.length ? '{ ' + parts.join(', ') + ' }' : '{}';
}

// What may be read from it or called on it: fields of its own, and what its class gives, for types that are not the language's.
function attributes(value) {
  if (value === null || typeof value !== 'object' || isProxy(value) || Array.isArray(value)) return [];
  const names = new Set();
  for (const key of Object.keys(value).slice(0, 60)) if (/^[A-Za-z_$][\w$]*$/.test(key)) names.add(key);
  for (let up = Object.getPrototypeOf(value), depth = 0; up && up !== Object.prototype && depth < 4; up = Object.getPrototypeOf(up), depth++) {
    for (const key of Object.getOwnPropertyNames(up)) if (key !== 'constructor' && /^[A-Za-z_$][\w$]*$/.test(key)) names.add(key);
  }
  return [...names].sort().slice(0, 60);
}

exports.typeOf = typeOf;
exports.literal = literal;
exports.attributes = attributes;

import test from 'node:test';
import assert from 'node:assert/strict';
import { MalformedLine, parse, parseLine } from '../src/parse.mjs';

test('a line is a station, a time and a value', () => {
  assert.deepEqual(parseLine('north 2024-03-01T06:30Z -2.5'), { station: 'north', time: Date.UTC(2024, 2, 1, 6, 30), value: -2.5 });
});

test('empty lines and comments are passed over', () => {
  assert.equal(parse('# today\n\nnorth 2024-03-01T06:30Z 1\n').length, 1);
});

test('a malformed line is named', () => {
  assert.throws(() => parse('north 2024-03-01T06:30Z 1\nnorth yesterday 2'), (error) => error instanceof MalformedLine && error.number === 2);
});

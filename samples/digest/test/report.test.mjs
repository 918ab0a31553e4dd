import test from 'node:test';
import assert from 'node:assert/strict';
import { parse } from '../src/parse.mjs';
import { report, trend } from '../src/report.mjs';

const day = `
north 2024-03-01T06:30Z 2
south 2024-03-01T06:40Z 8
north 2024-03-01T07:30Z 4
north 2024-03-01T10:00Z 6
`;

test('a report has a line for each station', () => {
  assert.equal(report(parse(day)), 'north: 4.0 (2.0 to 6.0, 3)\nsouth: 8.0 (8.0 to 8.0, 1)\n2 hours without readings');
});

test('a trend compares the first mean with the last', async () => {
  const values = (...list) => list.map((value) => ({ value }));
  assert.equal(trend(values(1, 1, 1)), 'steady');
  assert.equal(trend(values(6, 4, 2, 1)), 'falling');
  assert.equal(trend(values(1, 4, 9)), 'rising');
});

'use strict';

const { describe, it } = require('node:test');
const assert = require('node:assert/strict');
const { Hall } = require('../lib/hall');
const { best, blocksOf } = require('../lib/allocation');

const hallOf = (...seats) => new Hall(seats.map((n, i) => ({ name: 'ABC'[i], zone: i === 0 ? 'stalls' : 'circle', seats: n })));

describe('allocation', () => {
  it('sees an empty row as one block', () => {
    const hall = hallOf(6);
    assert.deepEqual(blocksOf(hall, hall.rows[0]), [{ start: 1, length: 6 }]);
  });

  it('splits a row where seats are taken', () => {
    const hall = hallOf(6);
    hall.take('A', [3]);
    assert.deepEqual(blocksOf(hall, hall.rows[0]), [
      { start: 1, length: 2 },
      { start: 4, length: 3 },
    ]);
  });

  it('does not offer the last seat once it is taken', () => {
    const hall = hallOf(5);
    hall.take('A', [5]);
    assert.deepEqual(blocksOf(hall, hall.rows[0]), [{ start: 1, length: 4 }]);
  });

  it('prefers the middle', () => {
    assert.deepEqual(best(hallOf(7), 3), { row: 'A', seats: [3, 4, 5] });
  });

  it('keeps to the zone that was asked for', () => {
    assert.deepEqual(best(hallOf(2, 4), 2, 'circle'), { row: 'B', seats: [2, 3] });
  });

  it('finds nothing where a group does not fit', () => {
    assert.equal(best(hallOf(3, 2), 4), null);
  });

  it('takes a single seat at the end of a row', () => {
    const hall = hallOf(3);
    hall.take('A', [1, 2]);
    assert.deepEqual(best(hall, 1), { row: 'A', seats: [3] });
  });
});

'use strict';

const { describe, it, beforeEach } = require('node:test');
const assert = require('node:assert/strict');
const { Hall } = require('../lib/hall');

describe('hall', () => {
  let hall;

  beforeEach(() => {
    hall = new Hall([
      { name: 'A', zone: 'stalls', seats: 4 },
      { name: 'B', zone: 'balcony', seats: 3 },
    ]);
  });

  it('counts what is free', () => {
    assert.equal(hall.freeSeats(), 7);
    hall.take('A', [2, 3]);
    assert.equal(hall.freeSeats(), 5);
  });

  it('refuses seats that are taken', () => {
    hall.take('B', [1]);
    assert.throws(() => hall.take('B', [1, 2]), /Row B: 1 not free/);
    assert.equal(hall.isFree('B', 2), true);
  });

  it('knows its rows', () => {
    assert.throws(() => hall.row('Z'), RangeError);
    assert.equal(hall.isFree('A', 0), false);
    assert.equal(hall.isFree('A', 5), false);
  });
});

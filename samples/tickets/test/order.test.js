'use strict';

const { describe, it } = require('node:test');
const assert = require('node:assert/strict');
const { Hall } = require('../lib/hall');
const { Holds } = require('../lib/holds');
const { order } = require('../lib/order');
const { groupPercent, total } = require('../lib/pricing');

describe('pricing', () => {
  it('gives groups a discount', () => {
    assert.deepEqual([5, 6, 10, 20].map(groupPercent), [0, 5, 10, 15]);
  });

  it('adds the fee for each seat', () => {
    assert.equal(total('balcony', 2, { fee: 100 }), 4600);
    assert.equal(total('stalls', 10), 40500);
  });
});

describe('order', () => {
  const hall = () => new Hall([{ name: 'A', zone: 'stalls', seats: 4 }]);

  it('holds seats and tells the price', () => {
    const all = hall();
    const got = order(all, new Holds(all, 10, () => 0), { count: 2 });
    assert.deepEqual(got, { status: 'held', id: 1, row: 'A', seats: [2, 3], total: 9300 });
  });

  it('sells a full row out', () => {
    const all = hall();
    const holds = new Holds(all, 10, () => 0);
    holds.hold('A', [1, 2, 4]);
    assert.equal(order(all, holds, { count: 1 }).seats[0], 3);
    assert.deepEqual(order(all, holds, { count: 1 }), { status: 'sold out' });
  });

  it('gives seats back when a hold runs out', () => {
    const all = hall();
    let now = 0;
    const holds = new Holds(all, 10, () => now);
    const id = holds.hold('A', [1, 2]);
    now = 10 * 60_000;
    assert.throws(() => holds.pay(id), /not open/);
    assert.equal(all.freeSeats(), 4);
  });
});

'use strict';

const { best } = require('./allocation');
const { total } = require('./pricing');

const FEE = 150;

function order(hall, holds, { count, zone }) {
  const found = best(hall, count, zone);
  if (!found) return { status: 'sold out' };
  const id = holds.hold(found.row, found.seats);
  return { status: 'held', id, row: found.row, seats: found.seats, total: total(hall.row(found.row).zone, count, { fee: FEE }) };
}

module.exports = { order, FEE };

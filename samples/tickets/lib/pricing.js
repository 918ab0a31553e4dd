'use strict';

const ZONES = { stalls: 4500, circle: 3800, balcony: 2200 };
const GROUPS = [
  { from: 20, percent: 15 },
  { from: 10, percent: 10 },
  { from: 6, percent: 5 },
];

function seatPrice(zone) {
  const price = ZONES[zone];
  if (price === undefined) throw new RangeError(`There is no zone ${zone}.`);
  return price;
}

function groupPercent(count) {
  const group = GROUPS.find(({ from }) => count >= from);
  return group ? group.percent : 0;
}

function total(zone, count, { fee = 0 } = {}) {
  const full = seatPrice(zone) * count;
  const discount = Math.round((full * groupPercent(count)) / 100);
  return full - discount + fee * count;
}

module.exports = { seatPrice, groupPercent, total };

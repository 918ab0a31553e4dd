'use strict';

// Runs of free seats that lie together in a row, from left to right.
function blocksOf(hall, row) {
  const blocks = [];
  let start = null;
  for (let number = 1; number < row.seats; number++) {
    if (hall.isFree(row.name, number)) {
      start ??= number;
    } else if (start !== null) {
      blocks.push({ start, length: number - start });
      start = null;
    }
  }
  if (start !== null) blocks.push({ start, length: row.seats - start + 1 });
  return blocks;
}

// How far the middle of a block lies from the middle of its row.
function offset(row, start, size) {
  return Math.abs(start + (size - 1) / 2 - (row.seats + 1) / 2);
}

function best(hall, size, zone) {
  let choice = null;
  for (const row of hall.rows) {
    if (zone && row.zone !== zone) continue;
    for (const block of blocksOf(hall, row)) {
      for (let start = block.start; start + size <= block.start + block.length; start++) {
        const distance = offset(row, start, size);
        if (choice === null || distance < choice.distance) choice = { row: row.name, start, distance };
      }
    }
  }
  if (choice === null) return null;
  return { row: choice.row, seats: Array.from({ length: size }, (_, i) => choice.start + i) };
}

module.exports = { blocksOf, best };

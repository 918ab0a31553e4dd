import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { HOUR, byHour, gaps, movingAverage } from '../src/window.mjs';

const at = (hour, value = 0) => ({ station: 'n', time: hour * HOUR + 60_000, value });

describe('hours', () => {
  it('come in order', () => {
    assert.deepEqual([...byHour([at(3), at(1), at(3)]).keys()], [HOUR, 3 * HOUR]);
  });

  it('without readings are gaps', () => {
    assert.deepEqual(gaps([at(1), at(4)]), [2 * HOUR, 3 * HOUR]);
    assert.deepEqual(gaps([at(1), at(2)]), []);
  });
});

describe('moving average', () => {
  it('is the value itself in a window of one', () => {
    assert.deepEqual(movingAverage([4, 2, 6], 1), [4, 2, 6]);
  });

  it('starts with as many values as there are', () => {
    assert.deepEqual(movingAverage([2, 4, 6, 8], 3), [2, 3, 4, 6]);
  });

  it('forgets what left the window', () => {
    assert.deepEqual(movingAverage([10, 0, 0, 0], 2), [10, 5, 0, 0]);
  });

  it('needs a window', () => {
    assert.throws(() => movingAverage([1], 0), RangeError);
  });
});

export const HOUR = 3_600_000;

export function hourOf(time) {
  return Math.floor(time / HOUR) * HOUR;
}

// Readings by the hour they fall into, in order.
export function byHour(readings) {
  const hours = new Map();
  for (const reading of readings) {
    const hour = hourOf(reading.time);
    if (!hours.has(hour)) hours.set(hour, []);
    hours.get(hour).push(reading);
  }
  return new Map([...hours.entries()].sort(([a], [b]) => a - b));
}

// Hours between the first and the last reading in which nothing was read.
export function gaps(readings) {
  const hours = [...byHour(readings).keys()];
  const missing = [];
  for (let i = 1; i < hours.length; i++) {
    for (let hour = hours[i - 1] + HOUR; hour < hours[i]; hour += HOUR) missing.push(hour);
  }
  return missing;
}

// The mean of each value and of those before it, as many as the window holds.
export function movingAverage(values, size) {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`A window holds at least one value, not ${size}.`);
  const means = [];
  let sum = 0;
  values.forEach((value, index) => {
    sum += value;
    if (index >= size) sum -= values[index - size];
    means.push(sum / Math.max(index + 1, size));
  });
  return means;
}

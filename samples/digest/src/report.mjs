import { collect } from './stations.mjs';
import { gaps, movingAverage } from './window.mjs';

const fixed = (value) => value.toFixed(1);

export function trend(readings, size = 3) {
  const means = movingAverage(readings.map((reading) => reading.value), size);
  if (means.length < 2) return 'steady';
  const change = means.at(-1) - means[0];
  if (Math.abs(change) < 0.5) return 'steady';
  return change > 0 ? 'rising' : 'falling';
}

export function report(readings) {
  const lines = collect(readings).map(
    (station) => `${station.name}: ${fixed(station.mean)} (${fixed(station.lowest)} to ${fixed(station.highest)}, ${station.count})`,
  );
  const missing = gaps(readings).length;
  if (missing > 0) lines.push(`${missing} ${missing === 1 ? 'hour' : 'hours'} without readings`);
  return lines.join('\n');
}

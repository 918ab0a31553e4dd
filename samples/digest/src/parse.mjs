const LINE = /^(\S+)\s+(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}Z)\s+(-?\d+(?:\.\d+)?)$/;

export class MalformedLine extends Error {
  constructor(number, text) {
    super(`line ${number}: ${text}`);
    this.name = 'MalformedLine';
    this.number = number;
  }
}

export function parseLine(text, number = 1) {
  const match = LINE.exec(text.trim());
  if (!match) throw new MalformedLine(number, text);
  const [, station, time, value] = match;
  return { station, time: Date.parse(time.replace('Z', ':00Z')), value: Number(value) };
}

export function parse(text) {
  const readings = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    readings.push(parseLine(line, index + 1));
  });
  return readings;
}

'use strict';
// In the main process of a framework whose tests run in processes of their own: hands on what those write down.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Verdict } = require('./ouro_js_child.cjs');
const lines = require('./ouro_js_lines.cjs');
const meters = require('./ouro_js_meters.cjs');

const LOOK = 5;
const CHANNEL = 3;
const reallyExit = process.reallyExit.bind(process);

class Relay {
  constructor(task) {
    this.verdict = task.failing && !task.all ? new Verdict(task.failing, task.guarding) : null;
    this.burnt = 0;
    this.at = 0;
    this.rest = Buffer.alloc(0);
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ouro-relay-'));
    this.events = path.join(folder, 'events');
    fs.writeFileSync(this.events, '');
    this.reading = fs.openSync(this.events, 'r');
    const place = path.join(folder, 'task.json');
    fs.writeFileSync(place, JSON.stringify({ ...task, events: this.events, relayed: true }));
    process.env.OURO_WORKER_TASK = place;
    setInterval(() => this.drain(), LOOK).unref();
    process.on('exit', (code) => {
      this.drain();
      fs.rmSync(folder, { recursive: true, force: true });
      this.tell({ k: 'exit', code, burnt: this.burnt });
    });
  }

  drain() {
    const chunk = Buffer.alloc(1 << 16);
    for (let read; (read = fs.readSync(this.reading, chunk, 0, chunk.length, this.at)) > 0; this.at += read)
      this.rest = Buffer.concat([this.rest, chunk.subarray(0, read)]);
    for (let end; (end = this.rest.indexOf(10)) >= 0; this.rest = this.rest.subarray(end + 1)) this.take(this.rest.subarray(0, end).toString('utf8'));
  }

  take(line) {
    let event;
    try {
      event = JSON.parse(line);
    } catch {
      return;
    }
    // A worker's end is not the end.
    if (event.k === 'exit') this.burnt += event.burnt;
    else this.tell(event);
    if (event.k === 'fuel') reallyExit(0);
    if (event.k === 'end' && this.verdict && this.verdict.hear(event.n, event.o === 'passed')) {
      this.tell({ k: 'stop', burnt: this.burnt + event.f });
      reallyExit(0);
    }
  }

  tell(event) {
    lines.tell(CHANNEL, event);
  }
}

// What the project runs here, such as its settings, may be metered too: nobody counts it.
exports.open = (task) => {
  meters.mute();
  return (globalThis.__ouro_relay__ = new Relay(task));
};

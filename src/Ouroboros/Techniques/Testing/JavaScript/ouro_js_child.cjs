'use strict';
// Stands in every test process before anything of the project's: counts fuel, knows the test that runs, tells results as they arise.
const fs = require('node:fs');
const path = require('node:path');
const { describe } = require('./ouro_js_failures.cjs');
const values = require('./ouro_js_values.cjs');

const OUTPUT_LIMIT = 4000;
const SAMPLES = 24;
const reallyExit = process.reallyExit.bind(process);
const now = () => Number(process.hrtime.bigint()) / 1e9;

class OutOfFuel extends Error {}

class Hub {
  constructor(task) {
    this.task = task;
    this.root = fs.realpathSync(task.root);
    this.out = task.events ? fs.openSync(task.events, 'a') : 3;
    this.names = new Map();
    this.file = task.file || null;
    this.wanted = null;
    if (task.failing) {
      this.failing = new Set(task.failing);
      this.guarding = new Set(task.guarding);
    }
    this.loading = this.record('<import>');
    this.current = this.loading;
    this.observed = task.observe ? new Set(task.observe) : null;
    this.meter();
    this.listen();
  }

  relative(file) {
    const own = path.relative(this.root, path.resolve(this.root, file));
    return own.startsWith('..') || path.isAbsolute(own) || own.split(path.sep).includes('node_modules') ? null : own;
  }

  tell(event) {
    let rest = Buffer.from(JSON.stringify(event) + '\n');
    while (rest.length > 0) {
      try {
        rest = rest.subarray(fs.writeSync(this.out, rest));
      } catch (e) {
        if (e.code !== 'EAGAIN') return;
      }
    }
  }

  record(name) {
    const task = this.task;
    const limit = (task.fuel_for && task.fuel_for[name]) || task.fuel || Infinity;
    return { name, burnt: 0, limit, out: false, started: now(), lines: [], said: '', seen: new Map(), parent: null, ended: false };
  }

  meter() {
    const hub = this;
    globalThis.__ouro_t__ = function () {
      const record = hub.current;
      if (++record.burnt > record.limit) hub.exhausted(record);
    };
    globalThis.__ouro_l__ = function (file, from, to) {
      const lines = hub.current.lines;
      (lines[file] || (lines[file] = new Map())).set(from, to);
    };
    globalThis.__ouro_s__ = function (file, line, name, pairs) {
      hub.see(file, line, name, pairs);
    };
  }

  exhausted(record) {
    record.out = true;
    if (this.failing && !this.task.all) {
      this.tell({ k: 'fuel', n: record.name, burnt: this.burnt() });
      reallyExit(0);
    }
    throw new OutOfFuel('The test burnt all the fuel it was given.');
  }

  burnt() {
    return this.current.burnt + (this.current === this.loading ? 0 : this.loading.burnt);
  }

  see(file, line, name, pairs) {
    const record = this.current;
    for (let i = 0; i < pairs.length; i += 2) {
      const key = file + ':' + line + ':' + pairs[i];
      let known = record.seen.get(key);
      if (!known) record.seen.set(key, (known = { file, line, name, variable: pairs[i], times: 0, types: new Map() }));
      if (known.times++ >= SAMPLES) continue;
      const type = values.typeOf(pairs[i + 1]);
      let of = known.types.get(type);
      if (!of) known.types.set(type, (of = { samples: [], attributes: values.attributes(pairs[i + 1]) }));
      const text = values.literal(pairs[i + 1]);
      if (text !== null) of.samples.push(text);
    }
  }

  unique(name) {
    const times = (this.names.get(name) || 0) + 1;
    this.names.set(name, times);
    return times === 1 ? name : `${name} #${times}`;
  }

  begin(name) {
    const record = this.record(this.unique(name.replace(/\s+/g, ' ')));
    record.parent = this.current === this.loading ? null : this.current;
    this.current = record;
    if (!this.failing) this.tell({ k: 'begin', n: record.name });
    return record;
  }

  end(record, outcome, error) {
    if (record.ended) return;
    record.ended = true;
    const name = record.name;
    if (record.out) outcome = 'timedout';
    const event = { k: 'end', n: name, o: outcome, t: now() - record.started, f: record.burnt };
    if (outcome !== 'passed' && outcome !== 'skipped' && !this.failing)
      event.x = describe(record.out ? new OutOfFuel('The test did not end: it burnt all the fuel it was given.') : error, (f) => this.relative(f), record.said);
    this.tell(event);
    this.flush(record);
    if (this.current === record) this.current = record.parent && !record.parent.ended ? record.parent : this.record('<between>');
    if (this.failing && !this.task.all) this.decide(name, outcome);
  }

  // A suite is no test of its own: what its tests did is told by them.
  drop(record) {
    record.ended = true;
    this.flush(record);
    if (!this.failing) this.tell({ k: 'drop', n: record.name });
    if (this.current === record) this.current = this.record('<between>');
  }

  flush(record) {
    if (this.task.mode !== 'trace') return;
    const lines = {};
    record.lines.forEach((covered, file) => {
      const all = new Set();
      for (const [from, to] of covered) for (let line = from; line <= to; line++) all.add(line);
      lines[this.task.files[file]] = [...all].sort((a, b) => a - b);
    });
    this.tell({ k: 'cover', n: record.name, lines });
    record.lines = [];
    if (this.observed && !this.observed.has(record.name)) return;
    const rows = [];
    for (const seen of record.seen.values())
      for (const [type, of] of seen.types)
        rows.push([this.task.files[seen.file], seen.name, seen.line, seen.variable, type, of.samples, of.attributes]);
    if (rows.length) this.tell({ k: 'seen', rows });
  }

  // A red guard, or the last test that matters, ends the process at once.
  decide(name, outcome) {
    const green = outcome === 'passed';
    if (this.failing.delete(name)) {
      if (!green) this.guarding.clear();
    } else if (this.guarding.delete(name) && !green) {
      this.stop();
    }
    if (this.failing.size === 0 && this.guarding.size === 0) this.stop();
  }

  stop() {
    this.tell({ k: 'stop', burnt: this.burnt() });
    reallyExit(0);
  }

  finish() {
    this.flush(this.loading);
  }

  listen() {
    process.on('uncaughtExceptionMonitor', (error) => {
      this.tell({ k: 'thrown', loading: this.current === this.loading, out: this.current.out, x: describe(error, (f) => this.relative(f), this.current.said) });
    });
    process.on('exit', (code) => {
      this.finish();
      this.tell({ k: 'exit', code, burnt: this.loading.burnt });
    });
    if (this.failing) return;
    for (const stream of [process.stdout, process.stderr]) {
      const write = stream.write;
      stream.write = (chunk, ...rest) => {
        const record = this.current;
        if (record.said.length < OUTPUT_LIMIT && typeof chunk === 'string') record.said += chunk;
        return write.call(stream, chunk, ...rest);
      };
    }
  }
}

// node:test tells of itself through an emitter that nobody is handed; the first event gives it away.
function tapNodeTest(hub) {
  const { EventEmitter } = require('node:events');
  const emit = EventEmitter.prototype.emit;
  const records = new Map();
  const titles = [];
  const told = {
    'test:dequeue': (data) => {
      titles.length = data.nesting;
      titles[data.nesting] = data.name;
      const key = data.nesting + ':' + data.name;
      const record = hub.begin(`${hub.file}::${titles.join(' > ')}`);
      if (!records.has(key)) records.set(key, []);
      records.get(key).push(record);
    },
    'test:pass': (data) => ended(data, data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed'),
    'test:fail': (data) => ended(data, data.todo !== undefined ? 'skipped' : 'failed'),
  };

  function ended(data, outcome) {
    const error = data.details && data.details.error;
    const failure = error && error.failureType;
    const key = data.nesting + ':' + data.name;
    const record = (records.get(key) || []).shift() || hub.begin(`${hub.file}::${data.name}`);
    const suite = data.details && data.details.type === 'suite';
    if (suite && (outcome !== 'failed' || failure === 'subtestsFailed')) {
      return hub.drop(record);
    }
    hub.end(record, outcome === 'failed' && failure === 'hookFailed' ? 'error' : outcome, error && error.cause !== undefined ? error.cause : error);
  }

  EventEmitter.prototype.emit = function (type, ...rest) {
    if (typeof type === 'string' && type.startsWith('test:') && this.constructor && this.constructor.name === 'TestsStream') {
      EventEmitter.prototype.emit = emit;
      const own = Object.getPrototypeOf(this);
      own.emit = function (kind, ...more) {
        if (told[kind] && more[0]) told[kind](more[0]);
        return emit.call(this, kind, ...more);
      };
      return own.emit.call(this, type, ...rest);
    }
    return emit.call(this, type, ...rest);
  };
}

function open(task) {
  const hub = new Hub(task);
  globalThis.__ouro_hub__ = hub;
  if (task.framework === 'node') tapNodeTest(hub);
  return hub;
}

exports.open = open;
if (process.env.OURO_TASK) {
  const place = process.env.OURO_TASK;
  if (process.env.OURO_ONCE) {
    delete process.env.OURO_TASK;
    delete process.env.OURO_ONCE;
    process.execArgv = [];
  }
  open(JSON.parse(fs.readFileSync(place, 'utf8')));
}

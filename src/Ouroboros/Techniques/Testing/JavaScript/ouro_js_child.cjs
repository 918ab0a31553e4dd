'use strict';
// Stands in every test process before anything of the project's: counts fuel, knows the test that runs, tells results as they arise.
const fs = require('node:fs');
const path = require('node:path');
const { describe } = require('./ouro_js_failures.cjs');
const lines = require('./ouro_js_lines.cjs');
const meters = require('./ouro_js_meters.cjs');
const { Moments } = require('./ouro_js_moments.cjs');
const values = require('./ouro_js_values.cjs');

const OUTPUT_LIMIT = 4000;
const SAMPLES = 24;
const reallyExit = process.reallyExit.bind(process);
const now = () => Number(process.hrtime.bigint()) / 1e9;

class OutOfFuel extends Error {}

// Who mends one of several failing tests is worth knowing; who mends none of the first is nobody.
const ENOUGH_RED = 3;

// What the tests that matter came to so far, and when no other can change it: a red guard, or the last of them.
class Verdict {
  constructor(failing, guarding) {
    this.failing = new Set(failing);
    this.guarding = new Set(guarding);
    this.red = 0;
    this.turned = 0;
  }

  hear(name, green) {
    if (this.failing.delete(name)) {
      if (green) this.turned++;
      else if (++this.red >= ENOUGH_RED && this.turned === 0) return true;
      if (!green) this.guarding.clear();
    } else if (this.guarding.delete(name) && !green) {
      return true;
    }
    return this.failing.size === 0 && this.guarding.size === 0;
  }
}

class Hub {
  constructor(task) {
    this.task = task;
    this.root = fs.realpathSync(task.root);
    this.out = task.events ? fs.openSync(task.events, 'a') : 3;
    this.file = task.file || null;
    this.isTrial = task.failing !== undefined;
    this.stays = task.mode === 'rehearse';
    this.rehearsed = new Map();
    this.again();
    this.observed = task.observe ? new Set(task.observe) : null;
    this.meter();
    if (task.mode === 'think') new Moments(this);
    this.listen();
  }

  again(isWhole = this.stays) {
    this.names = new Map();
    this.spent = 0;
    this.stopped = false;
    this.dry = undefined;
    // The whole is run where nothing may be left out.
    this.verdict = this.isTrial && !isWhole ? new Verdict(this.task.failing, this.task.guarding) : null;
    this.rehearsed.clear();
    this.load();
  }

  load() {
    this.loading = this.record('<import>');
    this.current = this.loading;
  }

  // Where several files run in one process, one after the other.
  enter(file) {
    const own = this.relative(file) || file;
    if (this.file !== own) {
      this.flush(this.loading);
      this.spent += this.loading.burnt;
      this.load();
    }
    this.file = own;
    if (!this.isTrial) this.tell({ k: 'file', n: own });
  }

  // A file that came to nothing is a test that failed.
  unloaded(file, error) {
    const out = this.loading.out;
    const record = this.begin(this.relative(file) || file);
    record.out = out;
    this.end(record, 'error', error);
  }

  /** Tries once more in this process, and tells the outcomes of the tests by their names. */
  async rehearse(run, isWhole = false) {
    this.again(isWhole);
    await run();
    return { results: [...this.rehearsed].map(([n, o]) => [n, o === 'passed']), burnt: this.burnt(), out: this.dry };
  }

  relative(file) {
    const own = path.relative(this.root, path.resolve(this.root, file));
    return own.startsWith('..') || path.isAbsolute(own) || own.split(path.sep).includes('node_modules') ? null : own;
  }

  tell(event) {
    lines.tell(this.out, event);
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
    if (this.stays) this.dry = record.name;
    else if (this.isTrial && !this.task.all) {
      this.tell({ k: 'fuel', n: record.name, burnt: this.burnt() });
      reallyExit(0);
    }
    throw new OutOfFuel('The test burnt all the fuel it was given.');
  }

  burnt() {
    return this.spent + this.loading.burnt + (this.current === this.loading ? 0 : this.current.burnt);
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

  // Another try of a test goes by the same name; its outcome replaces the earlier one.
  retry(name) {
    this.names.delete(name);
    return this.begin(name);
  }

  begin(name) {
    const record = this.record(this.unique(name.replace(/\s+/g, ' ')));
    record.parent = this.current === this.loading ? null : this.current;
    this.current = record;
    if (!this.isTrial) this.tell({ k: 'begin', n: record.name });
    return record;
  }

  end(record, outcome, error) {
    if (record.ended) return;
    record.ended = true;
    const name = record.name;
    if (record.out) outcome = 'timedout';
    const event = { k: 'end', n: name, o: outcome, t: now() - record.started, f: record.burnt };
    if (outcome !== 'passed' && outcome !== 'skipped' && !this.isTrial)
      event.x = describe(record.out ? new OutOfFuel('The test did not end: it burnt all the fuel it was given.') : error, (f) => this.relative(f), record.said);
    if (this.stays) this.rehearsed.set(name, outcome);
    else this.tell(event);
    this.flush(record);
    this.spent += record.burnt;
    if (this.current === record) this.current = record.parent && !record.parent.ended ? record.parent : this.record('<between>');
    if (this.isTrial && !this.task.all) this.decide(name, outcome);
  }

  // A suite is no test of its own: what its tests did is told by them.
  drop(record) {
    record.ended = true;
    this.flush(record);
    if (!this.isTrial) this.tell({ k: 'drop', n: record.name });
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

  // Ends the process as soon as nothing can change the verdict; what cannot be ended runs no further test.
  decide(name, outcome) {
    if (this.task.relayed || !this.verdict || !this.verdict.hear(name, outcome === 'passed')) return;
    this.stopped = true;
    if (!this.stays) this.stop();
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
      this.tell({ k: 'exit', code, burnt: this.burnt() });
    });
    if (this.isTrial) return;
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

// Jest gives each test file a world of its own; the meters belong to it too, as names that no look at its globals finds, nor waits for.
function furnishWorlds() {
  const vm = require('node:vm');
  const make = vm.createContext;
  const declare = new vm.Script(`((of) => [${meters.NAMES.map((m) => `globalThis.${m}_ = of[${JSON.stringify(m)}]`)}])`);
  const keep = new vm.Script(meters.NAMES.map((m) => `const ${m} = globalThis.${m}_; delete globalThis.${m}_;`).join(''));
  vm.createContext = function (...of) {
    const context = make.apply(this, of);
    declare.runInContext(context)(globalThis);
    keep.runInContext(context);
    return context;
  };
}

function open(task, isWorker = false) {
  if (task.framework === 'vitest' && !isWorker) return require('./ouro_js_relay.cjs').open(task);
  const hub = new Hub(task);
  globalThis.__ouro_hub__ = hub;
  if (task.framework === 'jest') furnishWorlds();
  if (task.framework === 'node') tapNodeTest(hub);
  return hub;
}

exports.open = open;
exports.Verdict = Verdict;
if (process.env.OURO_TASK) {
  const place = process.env.OURO_TASK;
  if (process.env.OURO_ONCE) {
    delete process.env.OURO_TASK;
    delete process.env.OURO_ONCE;
    process.execArgv = [];
  }
  open(JSON.parse(fs.readFileSync(place, 'utf8')));
}

'use strict';
// Tries candidates: each in fresh processes that were made ahead, against the failing tests first, then those that must stay green.
const { spawn } = require('node:child_process');
const drivers = require('./ouro_js_drivers.cjs');
const lines = require('./ouro_js_lines.cjs');
const { Rehearsal } = require('./ouro_js_rehearsal.cjs');
const { Soil } = require('./ouro_js_soil.cjs');
const { Typing } = require('./ouro_js_typing.cjs');

const ALL = 1;
const PATIENT = 2;
const SPARES = 2;
// What a framework needs before its first test, at most.
const STARTS = { node: 0, mocha: 0, jest: 10_000, vitest: 10_000 };
const fileOf = (name) => name.split('::')[0];

class Trials {
  constructor(job) {
    this.job = job;
    this.soil = new Soil(job.root);
    this.typing = new Typing(job.root);
    this.spares = [];
    this.unsure = new Set();
    // Of a mere command only the exit code is known: there is nothing to hurry.
    if (job.framework === 'command') this.fit = false;
    const tests = [...job.failing, ...job.guarding];
    this.index = new Map(tests.map((n, i) => [n, i]));
    const failing = [...new Set(job.failing.map(fileOf))];
    const guarding = [...new Set(job.guarding.map(fileOf))].filter((f) => !failing.includes(f));
    this.units = this.fit === false ? [] : [...drivers.units(job, failing), ...(guarding.length ? drivers.units(job, guarding) : [])];
    this.failingUnits = drivers.units(job, failing).length;
    if (drivers.rehearsal(job, failing)) this.rehearsal = new Rehearsal(job, this.unsure);
  }

  // The unedited program must show what is known of it, or the lane is not to be trusted.
  async calibrate() {
    const told = await this.whole([], ALL);
    const red = (n) => told.results.get(n) !== 'passed';
    this.fit = this.job.failing.every(red);
    for (const name of this.job.guarding) if (red(name)) this.unsure.add(name);
    if (this.unsure.size > this.job.guarding.length / 2) this.fit = false;
    else if (!this.rehearsal && (this.failingUnits === 1 || this.job.framework === 'node')) this.rehearsal = new Rehearsal(this.job, this.unsure);
  }

  // Most candidates are nothing, and a rehearsal tells that sooner. Of the others it says nothing.
  async rehearsed(edits) {
    const found = await this.rehearsal.tried(edits, this.job.walls[0] * 1000);
    if (!found) return null;
    const turned = this.job.failing.filter((n) => found.results.get(n)).map((n) => this.index.get(n));
    if (found.fuel) return { outcome: 'U', decided: this.index.has(found.fuel) ? this.index.get(found.fuel) : -1, fuel: found.burnt, turned, results: new Map() };
    // A file that cannot be loaded any more takes its tests along.
    const [lost, red] = [fileOf, (n) => n].map((of) => this.job.failing.find((n) => found.results.get(of(n)) === false));
    if (lost === undefined && red === undefined) return null;
    return { outcome: red === undefined ? 'X' : 'F', decided: this.index.get(red === undefined ? lost : red), fuel: found.burnt, turned, results: new Map() };
  }

  spare() {
    const child = spawn(process.execPath, drivers.spare(this.job), { cwd: this.job.root, stdio: ['pipe', 'ignore', 'ignore', 'pipe'], detached: true });
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    child.ended = new Promise((resolve) => child.on('close', resolve));
    child.unref();
    return child;
  }

  refill() {
    if (this.fit === false) return;
    while (this.spares.length < SPARES) this.spares.push(this.spare());
  }

  // One that rehearses by itself needs no calibration before there is something to try in a fresh process.
  get isReady() {
    return this.fit !== undefined || this.rehearsal !== undefined;
  }

  async candidate(edits, flags) {
    const all = (flags & ALL) !== 0;
    if (!this.isReady) await this.calibrate();
    const sooner = all || this.fit === false ? null : await this.sooner(edits);
    if (sooner) return sooner;
    if (this.fit === undefined) await this.calibrate();
    if (!this.fit) return { outcome: 'N', decided: -1, fuel: 0, turned: [], results: new Map(), text: 'The unedited program does not show its known verdicts here.' };
    const told = await this.whole(edits, flags);
    if (!all && told.outcome === 'P' && Typing.concerns(edits)) await this.typed(edits, told);
    return told;
  }

  async sooner(edits) {
    if (!this.rehearsal) return null;
    await this.rehearsal.ready();
    if (!this.rehearsal.isOwn) return this.rehearsed(edits);
    this.soil.write(edits);
    try {
      return await this.rehearsed(edits);
    } finally {
      this.soil.restore();
    }
  }

  async whole(edits, flags) {
    const all = (flags & ALL) !== 0;
    const told = { outcome: 'P', decided: -1, fuel: 0, turned: [], results: new Map() };
    this.soil.write(edits);
    try {
      for (let i = 0; i < this.units.length && (all || told.outcome === 'P'); i++)
        await this.unit(this.units[i], i < this.failingUnits ? 0 : 1, flags, told);
    } finally {
      this.soil.restore();
    }
    return told;
  }

  // Few get so far, and a test tells sooner than a compiler.
  async typed(edits, told) {
    const { faults } = await this.typing.check(edits);
    if (faults.length) Object.assign(told, { outcome: 'X', decided: -1 });
  }

  async unit(files, tier, flags, told) {
    const all = (flags & ALL) !== 0;
    const of = (names) => names.filter((n) => files.includes(fileOf(n)) && (all || !this.unsure.has(n)));
    const [failing, guarding] = [of(this.job.failing), of(this.job.guarding)];
    const task = {
      mode: 'trial', root: this.job.root, framework: this.job.framework, file: files[0], fuel: Math.max(this.job.fuel, 10_000_000),
      fuel_for: this.job.fuel_for, failing, guarding, all,
    };
    const wall = (this.job.walls[tier] * 1000 + STARTS[this.job.framework]) * (flags & PATIENT ? 3 : 1) * (all ? 3 : 1);
    const run = await this.process(task, drivers.argv(this.job, files), wall);
    told.fuel += run.burnt;
    for (const [name, outcome] of run.results) told.results.set(name, outcome);
    this.wholeFiles([...failing, ...guarding], run, told.results);
    if (!all) this.judge(failing, guarding, run, told);
  }

  // A name that is a file stands for all its tests and for its being loaded at all.
  wholeFiles(names, run, results) {
    for (const name of names.filter((n) => !n.includes('::'))) {
      const inside = [...run.results].filter(([n]) => n.startsWith(name + '::'));
      const good = run.code === 0 && !run.thrown && inside.every(([, o]) => o === 'passed' || o === 'skipped');
      results.set(name, good ? 'passed' : 'failed');
    }
  }

  judge(failing, guarding, run, told) {
    for (const name of failing) if (told.results.get(name) === 'passed') told.turned.push(this.index.get(name));
    // Rather one that was seen red than one whose turn did not come.
    const isRed = (n) => told.results.get(n) !== 'passed';
    const red = failing.find((n) => told.results.has(n) && isRed(n)) ?? failing.find(isRed);
    const broken = red === undefined ? guarding.find((n) => told.results.get(n) !== 'passed') : undefined;
    const guilty = red === undefined ? broken : red;
    if (guilty === undefined) return;
    told.decided = this.index.get(guilty);
    const missing = !told.results.has(guilty);
    const guard = guarding.find((n) => told.results.has(n) && told.results.get(n) !== 'passed');
    if (run.fuel) [told.outcome, told.decided] = ['U', this.index.has(run.fuel) ? this.index.get(run.fuel) : told.decided];
    else if (run.late) told.outcome = 'T';
    else if (missing && run.thrown && run.thrown.loading) told.outcome = 'X';
    else if (missing && run.signal) told.outcome = 'C';
    else if (missing && guard !== undefined) [told.outcome, told.decided] = ['B', this.index.get(guard)];
    else told.outcome = red !== undefined ? 'F' : 'B';
  }

  async process(task, argv, wall) {
    this.refill();
    const child = this.spares.shift();
    const run = { results: new Map(), burnt: 0, fuel: null, late: false, thrown: null, code: null, signal: null };
    lines.read(child.stdio[3], (event) => {
      if (event.k === 'end') run.results.set(event.n, event.o);
      else if (event.k === 'fuel') [run.fuel, run.burnt] = [event.n, event.burnt];
      else if (event.k === 'thrown') run.thrown = event;
      else if (event.k === 'exit') [run.code, run.burnt] = [event.code, event.burnt];
      else if (event.k === 'stop') [run.code, run.burnt] = [0, event.burnt];
    });
    const closed = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
    const timer = setTimeout(() => {
      run.late = true;
      kill(child);
    }, wall);
    child.stdin.write(JSON.stringify({ task, argv }) + '\n');
    const end = await closed;
    clearTimeout(timer);
    kill(child);
    run.signal = end.signal;
    if (run.code === null) run.code = end.code;
    this.refill();
    return run;
  }
}

// What it started goes with it.
function kill(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}

function answer(told, all) {
  const text = Buffer.from(all && told.outcome !== 'N' ? JSON.stringify({ results: [...told.results] }) : told.text || '');
  const body = Buffer.alloc(17 + 4 * told.turned.length + text.length);
  body.write(told.outcome, 0);
  body.writeInt32LE(told.decided, 1);
  body.writeBigInt64LE(BigInt(told.fuel), 5);
  body.writeInt32LE(told.turned.length, 13);
  told.turned.forEach((t, i) => body.writeInt32LE(t, 17 + 4 * i));
  text.copy(body, 17 + 4 * told.turned.length);
  return body;
}

function read(frame) {
  const edits = [];
  let at = 3;
  for (let i = 0; i < frame.readUInt16LE(1); i++) {
    const kind = String.fromCharCode(frame[at]);
    const [mode, nameLength, length] = [frame.readInt32LE(at + 1), frame.readUInt16LE(at + 5), frame.readInt32LE(at + 7)];
    at += 11;
    const name = frame.subarray(at, at + nameLength).toString('utf8');
    at += nameLength;
    edits.push({ path: name, mode, content: kind === 'w' ? Buffer.from(frame.subarray(at, at + length)) : null });
    at += length;
  }
  return { flags: frame[0], edits };
}

exports.serve = async (job, next, send) => {
  const trials = new Trials(job);
  if (!trials.isReady) trials.refill();
  send(Buffer.from('R'));
  for (let frame = await next(); frame; frame = await next()) {
    const { flags, edits } = read(frame);
    send(answer(await trials.candidate(edits, flags), (flags & ALL) !== 0));
  }
  trials.spares.forEach(kill);
  trials.typing.end();
  if (trials.rehearsal) trials.rehearsal.end();
};

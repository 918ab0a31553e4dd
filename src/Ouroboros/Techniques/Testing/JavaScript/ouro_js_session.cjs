'use strict';
// Runs test files in fresh processes, one after the other, and tells results in the words every bed understands.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn } = require('node:child_process');
const drivers = require('./ouro_js_drivers.cjs');
const lines = require('./ouro_js_lines.cjs');

const MOST_HEARD = 1 << 20;
const tell = (event) => fs.writeSync(1, JSON.stringify(event) + '\n');

class Session {
  constructor(job, asks = {}) {
    this.job = job;
    this.asks = asks;
    this.tell = tell;
    this.collected = [];
    this.hung = false;
    this.scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'ouro-js-'));
  }

  async run() {
    for (const files of drivers.units(this.job, this.job.test_files)) {
      // One that had to be ended takes those behind it along.
      for (let left = files, before; left.length && left.length !== before; ) {
        before = left.length;
        const watch = await this.unit(left);
        left = watch.killed && drivers.isolates(this.job) ? left.filter((f) => !watch.entered.has(f)) : [];
      }
    }
    this.tell({ e: 'collected', names: this.collected });
    fs.rmSync(this.scratch, { recursive: true, force: true });
  }

  result(n, o, t, f, x) {
    this.collected.push(n);
    this.tell({ e: 'result', n, o, t, f, ...(x ? { x } : {}) });
  }

  unit(files) {
    const job = this.job;
    const task = {
      mode: job.kind, root: job.root, framework: job.framework, file: files[0], fuel: job.fuel || 0, fuel_for: job.fuel_for,
      files: job.files, observe: job.observe, ...this.asks,
    };
    const place = path.join(this.scratch, 'task.json');
    fs.writeFileSync(place, JSON.stringify(task));
    const env = { ...process.env, OURO_TASK: place, OURO_ONCE: '1', NODE_TEST_CONTEXT: undefined };
    delete env.NODE_TEST_CONTEXT;
    const child = spawn(process.execPath, drivers.command(job, files), { cwd: job.root, env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'], detached: true });
    return new Promise((resolve) => new Watch(this, files, child, resolve));
  }
}

class Watch {
  constructor(session, files, child, resolve) {
    Object.assign(this, { session, files, child, resolve });
    this.open = [];
    this.entered = new Set();
    this.file = files.length === 1 ? files[0] : session.job.framework;
    this.count = 0;
    this.red = 0;
    this.thrown = null;
    this.errors = '';
    this.started = Date.now();
    this.timer = null;
    this.patience(session.job.collect_seconds);
    child.stdout.resume();
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text) => (this.errors = (this.errors + text).slice(-4000)));
    lines.read(child.stdio[3], (event) => this.take(event));
    child.on('error', (error) => (this.errors += error.message));
    child.on('close', (code, signal) => this.close(code, signal));
  }

  patience(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.late(), seconds * 1000);
  }

  limit() {
    const job = this.session.job;
    const name = this.open.length ? this.open[this.open.length - 1].n : null;
    if (name && job.seconds_for && job.seconds_for[name]) return job.seconds_for[name];
    return this.session.hung && job.next_seconds ? job.next_seconds : job.test_seconds;
  }

  late() {
    this.killed = true;
    this.session.hung = true;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }

  take(event) {
    switch (event.k) {
      case 'file':
        this.entered.add((this.file = event.n));
        break;
      case 'begin':
        this.open.push({ n: event.n, at: Date.now() });
        break;
      case 'end':
        this.open = this.open.filter((o) => o.n !== event.n);
        this.count++;
        if (event.o !== 'passed' && event.o !== 'skipped') this.red++;
        this.session.result(event.n, event.o, event.t, event.f, event.x);
        break;
      case 'drop':
        this.open = this.open.filter((o) => o.n !== event.n);
        break;
      case 'cover':
        this.session.tell({ e: 'cover', n: event.n, lines: event.lines });
        break;
      case 'seen':
        this.session.tell({ e: 'seen', rows: event.rows });
        break;
      case 'thrown':
        this.thrown = event;
        break;
      default:
        if (this.session.hear) this.session.hear(event);
        break;
    }
    this.patience(this.limit());
  }

  close(code, signal) {
    clearTimeout(this.timer);
    const seconds = (Date.now() - this.started) / 1000;
    const file = this.file;
    if (this.killed) this.hang(seconds, file);
    else if (this.open.length) for (const open of this.open) this.session.result(open.n, 'crashed', 0, 0, this.failure('the process ended under it', code, signal));
    else if (this.count === 0 || (code !== 0 && this.red === 0)) this.whole(file, code, signal, seconds);
    this.resolve(this);
  }

  hang(seconds, file) {
    const late = this.open.length ? this.open.map((o) => o.n) : [file];
    for (const name of late) this.session.result(name, 'timedout', seconds, 0, this.failure('it did not end', null, 'SIGKILL'));
  }

  // A file without tests of its own is a test: its exit code is the verdict.
  whole(file, code, signal, seconds) {
    if (code === 0 && this.session.job.framework === 'node') return this.session.result(file, 'passed', seconds, 0);
    if (code === 0) return;
    const thrown = this.thrown && this.thrown.x;
    const outcome = this.thrown && this.thrown.out ? 'timedout' : thrown ? 'error' : signal ? 'crashed' : 'error';
    this.session.result(file, outcome, seconds, 0, thrown || this.failure(this.errors.trim() || 'it could not be run', code, signal));
  }

  failure(message, code, signal) {
    return { exception: 'Error', message: `${message} (${signal ? `signal ${signal}` : `exit code ${code}`})`, frames: [], output: this.errors };
  }
}

// What a command says and how it ends, or is ended when it takes too long.
function heard(command, job, seconds) {
  const child = spawn(command[0], command.slice(1), { cwd: job.root, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const told = { said: '', both: '', late: false, started: Date.now() };
  const timer = setTimeout(() => {
    told.late = true;
    process.kill(-child.pid, 'SIGKILL');
  }, seconds * 1000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      told.both = (told.both + text).slice(-4000);
      if (stream === child.stdout) told.said = (told.said + text).slice(-MOST_HEARD);
    });
  }
  return new Promise((resolve) => {
    const end = (how) => {
      clearTimeout(timer);
      resolve(Object.assign(told, how));
    };
    child.on('error', (error) => end({ error }));
    child.on('close', (code, signal) => end({ code, signal }));
  });
}

exports.Session = Session;
exports.run = (job) => new Session(job).run();

/** The files that a framework takes for tests by its own settings: the last line that it prints. */
exports.list = async (job) => {
  const { said } = await heard([process.execPath, ...drivers.listing(job)], job, job.collect_seconds);
  const root = fs.realpathSync(job.root);
  let names = [];
  try {
    names = JSON.parse(said.trim().split('\n').pop()).map((f) => path.relative(root, f)).filter((f) => !f.startsWith('..')).sort();
  } catch {
    // It says something else, or nothing.
  }
  tell({ e: 'collected', names });
};

exports.command = async (job) => {
  const { both, late, started, error, code, signal } = await heard(job.command, job, job.test_seconds);
  if (error) return tell({ e: 'problem', text: `The test command cannot be started: ${error.message}` });
  const green = code === 0;
  const x = { exception: 'Error', message: both.trim().slice(-600) || `exit code ${code}`, frames: [], output: both };
  tell({ e: 'result', n: job.name, o: green ? 'passed' : late ? 'timedout' : signal ? 'crashed' : 'failed', t: (Date.now() - started) / 1000, f: 0, ...(green ? {} : { x }) });
  tell({ e: 'collected', names: [job.name] });
};

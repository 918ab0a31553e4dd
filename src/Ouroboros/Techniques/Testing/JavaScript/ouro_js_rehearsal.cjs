'use strict';
// Asks the process that rehearses. One that dies is started again, a few times; one that finds itself unfit is not asked any more.
const fs = require('node:fs');
const path = require('node:path');
const { spawn } = require('node:child_process');
const lines = require('./ouro_js_lines.cjs');

const MOST_DEATHS = 200;
// A process that has rehearsed so often starts afresh: what candidates left in it does not pile up.
const MOST_EACH = 1500;
const own = (file) => path.join(__dirname, file);
const fileOf = (name) => name.split('::')[0];

class Rehearsal {
  constructor(job, unsure) {
    this.deaths = 0;
    this.child = null;
    const files = [...new Set(job.failing.map(fileOf))];
    this.job = {
      root: job.root, framework: job.framework, files, failing: job.failing, fuel: Math.max(job.fuel, 10_000_000), fuel_for: job.fuel_for,
      guarding: job.guarding.filter((n) => files.includes(fileOf(n)) && !unsure.has(n)),
    };
    this.unfit = job.failing.some((n) => !n.includes('::')) || !['node', 'mocha'].includes(job.framework) || job.node_args.length > 0
      || (job.framework === 'mocha' && (job.args.some((a) => !/^--(exit|bail|check-leaks|colors?|no-colors?|reporter(=.*)?|recursive)$|^(spec|dot|list|min)$/.test(a)) || this.isSetUp(job.root)));
  }

  // Settings that would have to be understood.
  isSetUp(root) {
    if (fs.readdirSync(root).some((f) => f.startsWith('.mocharc'))) return true;
    try {
      return JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')).mocha !== undefined;
    } catch {
      return true;
    }
  }

  // Null where a fresh process has to say.
  async tried(edits, wall) {
    if (!this.child) await this.begin();
    if (this.unfit) return null;
    if (++this.times > MOST_EACH) {
      this.end();
      await this.begin();
      if (this.unfit) return null;
    }
    const told = await this.asked({ edits: edits.map((e) => ({ path: e.path, content: e.content === null ? null : e.content.toString('base64') })) }, wall);
    if (told && told.k === 'told') return { results: new Map(told.results), burnt: told.burnt, fuel: null };
    if (told && told.k === 'fuel') {
      this.end();
      return { results: new Map(), burnt: told.burnt, fuel: told.n };
    }
    if (!told) this.end();
    return null;
  }

  async begin() {
    if (this.unfit || ++this.deaths > MOST_DEATHS) {
      this.unfit = true;
      return;
    }
    const child = spawn(process.execPath, ['--experimental-vm-modules', '--no-warnings', own('ouro_js_rehearse.cjs')], {
      cwd: this.job.root, stdio: ['pipe', 'ignore', 'ignore', 'pipe'], detached: true,
    });
    this.child = child;
    this.times = 0;
    child.on('error', () => {});
    child.stdin.on('error', () => {});
    lines.read(child.stdio[3], (event) => this.child === child && this.hear && this.hear(event));
    child.on('close', () => {
      if (this.child !== child) return;
      this.child = null;
      if (this.hear) this.hear(null);
    });
    const told = await this.asked({ job: this.job }, 20_000);
    if (!told || told.k !== 'fit') {
      this.unfit = true;
      this.end();
    }
  }

  asked(order, wall) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.hear(null), wall);
      this.hear = (event) => {
        clearTimeout(timer);
        this.hear = null;
        resolve(event);
      };
      this.child.stdin.write(JSON.stringify(order) + '\n');
    });
  }

  end() {
    const child = this.child;
    this.child = null;
    if (!child) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

exports.Rehearsal = Rehearsal;

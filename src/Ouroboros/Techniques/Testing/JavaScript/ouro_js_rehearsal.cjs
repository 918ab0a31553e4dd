'use strict';
// Asks the process that rehearses. One that dies is started again, a few times; one that finds itself unfit is not asked any more.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const drivers = require('./ouro_js_drivers.cjs');
const { Helper } = require('./ouro_js_helper.cjs');

const MOST_DEATHS = 200;
// A process that has rehearsed so often starts afresh: what candidates left in it does not pile up.
const MOST_EACH = 1500;
const START = 30_000;
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
    this.own = drivers.rehearsal(job, files);
    this.unfit = job.failing.some((n) => !n.includes('::')) || (!this.own && this.isForeign(job));
    if (!this.unfit && this.own) this.place = this.note();
  }

  // Of a framework that cannot stay, another reading is needed, which does not understand all.
  isForeign(job) {
    return !['node', 'mocha'].includes(job.framework) || job.node_args.length > 0
      || (job.framework === 'mocha' && (job.args.some((a) => !/^--(exit|bail|check-leaks|colors?|no-colors?|reporter(=.*)?|recursive)$|^(spec|dot|list|min)$/.test(a)) || this.isSetUp(job.root)));
  }

  // What the framework that stays is to know.
  note() {
    const place = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ouro-again-')), 'task.json');
    fs.writeFileSync(place, JSON.stringify({ ...this.job, mode: 'rehearse', events: os.devNull }));
    return place;
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

  // Whether the framework itself stays. It looks for candidates on the disk; others are handed them.
  get isOwn() {
    return this.own !== null;
  }

  // To be called while the program is as it was.
  async ready() {
    if (this.child && (this.child.isGone || this.times >= MOST_EACH)) this.end();
    if (!this.child) await this.begin();
  }

  // Null where a fresh process has to say.
  async tried(edits, wall) {
    if (this.unfit || !this.child) return null;
    this.times++;
    const told = await this.child.asked({ edits: edits.map((e) => ({ path: e.path, content: e.content === null || this.own ? null : e.content.toString('base64') })) }, wall);
    if (told && told.k === 'told') return { results: new Map(told.results), burnt: told.burnt, fuel: told.out || null };
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
    const program = this.own || ['--experimental-vm-modules', '--no-warnings', own('ouro_js_rehearse.cjs')];
    const env = this.own ? { ...process.env, OURO_TASK: this.place, OURO_ONCE: '1' } : process.env;
    this.child = new Helper(program, this.job.root, env);
    this.times = 0;
    const told = await this.child.asked(this.own ? null : { job: this.job }, START);
    if (!told || told.k !== 'fit') {
      this.unfit = true;
      this.end();
    }
  }

  end() {
    if (this.child) this.child.end();
    this.child = null;
  }
}

exports.Rehearsal = Rehearsal;

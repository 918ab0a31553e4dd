'use strict';
// Rehearses candidates: loads the project and its failing tests into a realm of their own, again for each candidate, in a process that stays.
// It only ever says that a failing test still fails. Whoever passes here is tried in a fresh process, which decides.
const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const Module = require('node:module');
const { pathToFileURL, fileURLToPath } = require('node:url');
const suites = require('./ouro_js_suites.cjs');

const CHANNEL = 3;
const reallyExit = process.reallyExit.bind(process);

// Modules of Node's own that hand out nothing whose kind a test would ask for.
const HARMLESS = new Set(['assert', 'assert/strict', 'path', 'util', 'events']);
// What a realm of its own shows: objects that are made outside it and asked for their kind inside.
const TELLING = new RegExp([
  /\b(Buffer|\w+Array\(|ArrayBuffer|DataView|SharedArrayBuffer|Atomics|structuredClone|URLSearchParams|searchParams|TextEncoder|crypto)\b/,
  /\b(import\(|path\.parse\b|parseArgs\b|process\.(argv|hrtime|memoryUsage|versions)\b)/,
].map((r) => r.source).join('|'));

class Unfit extends Error {}

class Realm {
  constructor(stage, overlay) {
    this.stage = stage;
    this.overlay = overlay;
    this.modules = new Map();
    this.timers = new Set();
    this.context = vm.createContext(this.globals());
    vm.runInContext('globalThis.global = globalThis', this.context);
  }

  globals() {
    const own = {};
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (this.stage.native.has(name) || name.startsWith('__ouro')) continue;
      const known = Object.getOwnPropertyDescriptor(globalThis, name);
      if (known.get) Object.defineProperty(own, name, { get: () => globalThis[name], configurable: true });
      else own[name] = known.value;
    }
    const silent = () => {};
    own.console = Object.fromEntries(Object.keys(console).map((k) => [k, silent]));
    for (const [set, clear] of [['setTimeout', 'clearTimeout'], ['setInterval', 'clearInterval'], ['setImmediate', 'clearImmediate']]) {
      const real = globalThis[set];
      own[set] = (...given) => {
        const handle = real(...given);
        this.timers.add(() => globalThis[clear](handle));
        return handle;
      };
    }
    // Node's own is shared by all realms; at least what programs set most often is not.
    Object.defineProperty(own, 'process', { value: Object.create(process, { env: { value: { ...process.env }, writable: true } }), writable: true });
    own.__ouro_t__ = () => this.stage.tick();
    return own;
  }

  require(from, name) {
    const plain = name.startsWith('node:') ? name.slice(5) : name;
    if (name === 'node:test' && this.stage.job.framework === 'node') return this.stage.suites.module;
    if (Module.builtinModules.includes(plain)) {
      if (!HARMLESS.has(plain)) throw new Unfit(`${from} uses ${plain}`);
      return require(plain);
    }
    return this.load(this.stage.resolve(from, name));
  }

  load(file) {
    const known = this.modules.get(file);
    if (known) return known.exports;
    const module = { exports: {}, filename: file, id: file, loaded: false, children: [], paths: [] };
    if (file.endsWith('.json')) {
      module.exports = vm.runInContext('JSON.parse', this.context)(this.stage.text(file, this.overlay));
      this.modules.set(file, module);
      return module.exports;
    }
    module.exports = vm.runInContext('({})', this.context);
    this.modules.set(file, module);
    const require = (name) => this.require(file, String(name));
    require.resolve = (name) => this.stage.resolve(file, name);
    require.cache = {};
    require.main = undefined;
    module.require = require;
    const wrapped = this.stage.script(file, this.overlay).runInContext(this.context);
    try {
      wrapped.call(module.exports, module.exports, require, module, file, path.dirname(file));
    } catch (error) {
      this.modules.delete(file);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** A test file, of whichever kind. */
  async open(file) {
    if (!this.stage.isModule(file)) return this.load(file);
    const module = this.esm(file);
    if (module.status === 'unlinked') await module.link((name, from) => this.linked(name, fileURLToPath(from.identifier)));
    await module.evaluate();
  }

  esm(file) {
    const known = this.modules.get(file);
    if (known) return known;
    const module = new vm.SourceTextModule(this.stage.plain(file, this.overlay), {
      identifier: pathToFileURL(file).href,
      context: this.context,
      initializeImportMeta: (meta) => {
        meta.url = pathToFileURL(file).href;
        meta.dirname = path.dirname(file);
        meta.filename = file;
      },
    });
    this.modules.set(file, module);
    return module;
  }

  linked(name, from) {
    const isOurs = name.startsWith('.') || name.startsWith('/') || name.startsWith('file:');
    const file = isOurs ? fileURLToPath(new URL(name, pathToFileURL(from))) : null;
    if (file && this.stage.isModule(file)) return this.esm(file);
    // A package that is a module itself is found by other rules than `require` has.
    const exports = file ? this.load(file) : this.require(from, name);
    const names = exports && (typeof exports === 'object' || typeof exports === 'function') ? Object.keys(exports).filter((k) => k !== 'default') : [];
    return new vm.SyntheticModule(['default', ...names], function () {
      this.setExport('default', exports);
      for (const key of names) this.setExport(key, exports[key]);
    }, { context: this.context });
  }

  close() {
    for (const clear of this.timers) clear();
  }
}

class Stage {
  constructor(job) {
    this.job = job;
    this.native = new Set(vm.runInNewContext('Object.getOwnPropertyNames(globalThis)'));
    this.texts = new Map();
    this.scripts = new Map();
    this.resolved = new Map();
    this.kinds = new Map();
    this.burnt = 0;
    this.limit = job.fuel;
    this.name = null;
    this.trouble = null;
    this.units = job.framework === 'node' ? job.files.map((f) => [f]) : [job.files];
  }

  resolve(from, name) {
    const key = path.dirname(from) + '\0' + name;
    if (!this.resolved.has(key)) this.resolved.set(key, Module.createRequire(from).resolve(name));
    return this.resolved.get(key);
  }

  text(file, overlay) {
    if (overlay.has(file)) return overlay.get(file);
    if (!this.texts.has(file)) this.texts.set(file, fs.readFileSync(file, 'utf8'));
    return this.texts.get(file);
  }

  script(file, overlay) {
    const edited = overlay.has(file);
    if (!edited && this.scripts.has(file)) return this.scripts.get(file);
    if (this.isModule(file)) throw new Unfit(`${file} is a module that a script asks for`);
    const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) { ${this.plain(file, overlay)}\n})`, { filename: file });
    if (!edited) this.scripts.set(file, script);
    return script;
  }

  plain(file, overlay) {
    if (/\.(mts|cts|ts|tsx|jsx|node|wasm)$/.test(file)) throw new Unfit(`${file} is no plain JavaScript`);
    const text = this.text(file, overlay).replace(/^#!.*/, '');
    if (TELLING.test(text)) throw new Unfit(`${file} would notice`);
    return text;
  }

  isModule(file) {
    if (file.endsWith('.mjs')) return true;
    if (!file.endsWith('.js')) return false;
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      if (!this.kinds.has(folder)) {
        let kind = null;
        try {
          kind = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type || 'commonjs';
        } catch {
          // None here; the next folder up decides.
        }
        this.kinds.set(folder, kind);
      }
      const kind = this.kinds.get(folder);
      if (kind || folder === path.dirname(folder)) return kind === 'module';
    }
  }

  tick() {
    if (++this.burnt <= this.limit) return;
    if (this.burnt === this.limit + 1) tell({ k: 'fuel', n: this.name, burnt: this.total + this.burnt });
    reallyExit(0);
  }

  enter(name) {
    this.total += this.burnt;
    this.burnt = 0;
    this.name = name;
    this.limit = (this.job.fuel_for && this.job.fuel_for[name]) || this.job.fuel;
  }

  /** Whether each wanted test passes; what stands between them runs too, for it may leave something behind. */
  async run(overlay, wanted) {
    const results = new Map();
    this.total = this.burnt = 0;
    this.trouble = null;
    for (const files of this.units) {
      const names = new Set([...wanted].filter((n) => files.includes(n.split('::')[0])));
      if (names.size === 0) continue;
      this.suites = new suites.Suites(this.job.framework, Unfit);
      const realm = new Realm(this, overlay);
      try {
        Object.assign(realm.context, this.suites.globals);
        for (const file of files) {
          this.enter('<import>');
          this.suites.file = file;
          await realm.open(path.join(this.job.root, file));
        }
        await this.suites.run(names, (name) => this.enter(name), (name, passed) => names.has(name) && results.set(name, passed));
      } finally {
        realm.close();
      }
      if (this.trouble) throw this.trouble;
    }
    this.enter(null);
    return results;
  }
}

function tell(event) {
  fs.writeSync(CHANNEL, JSON.stringify(event) + '\n');
}

async function serve() {
  let stage = null;
  let rest = '';
  const lines = [];
  let wake = null;
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (chunk) => {
    rest += chunk;
    const parts = rest.split('\n');
    rest = parts.pop();
    lines.push(...parts);
    if (wake) wake();
  });
  process.stdin.on('end', () => reallyExit(0));
  for (const event of ['uncaughtException', 'unhandledRejection'])
    process.on(event, (error) => {
      if (stage) stage.trouble = error || new Error(event);
    });
  for (;;) {
    while (lines.length === 0) await new Promise((resolve) => (wake = resolve));
    const order = JSON.parse(lines.shift());
    if (order.job) {
      stage = new Stage(order.job);
      await calibrated(stage);
      continue;
    }
    const overlay = new Map(order.edits.map((e) => [path.join(stage.job.root, e.path), e.content === null ? null : Buffer.from(e.content, 'base64').toString('utf8')]));
    try {
      if ([...overlay.values()].includes(null)) throw new Unfit('a file goes');
      const results = await stage.run(overlay, new Set(stage.job.failing));
      tell({ k: 'told', results: [...results], burnt: stage.total });
    } catch {
      // Whatever it was, a fresh process finds it out.
      tell({ k: 'unsure' });
    }
  }
}

// The unedited program must show here what is known of it.
async function calibrated(stage) {
  const { failing, guarding } = stage.job;
  try {
    for (let i = 0; i < 2; i++) {
      const results = await stage.run(new Map(), new Set([...failing, ...guarding]));
      for (const name of failing) if (results.get(name) !== false) throw new Unfit(`${name} is not red`);
      for (const name of guarding) if (results.get(name) !== true) throw new Unfit(`${name} is not green`);
    }
    tell({ k: 'fit' });
  } catch (error) {
    tell({ k: 'unfit', why: String((error && error.message) || error) });
  }
}

serve();

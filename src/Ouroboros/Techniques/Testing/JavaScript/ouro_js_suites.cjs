'use strict';
// Suites, tests and hooks as node:test and mocha have them, for a rehearsal: what is not understood makes it unfit.

class Suite {
  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
    this.children = [];
    this.hooks = { before: [], after: [], beforeEach: [], afterEach: [] };
    this.skipped = false;
    this.failed = null;
    this.context = Object.create(parent ? parent.context : contextOf());
  }

  get titles() {
    return this.parent && this.parent.name !== null ? [...this.parent.titles, this.name] : [this.name];
  }

  chain() {
    return this.parent ? [...this.parent.chain(), this] : [this];
  }
}

class Skipped extends Error {}

// What `this` is for mocha.
function contextOf() {
  const context = { timeout: () => context, slow: () => context, retries: () => context };
  context.skip = () => {
    throw new Skipped();
  };
  return context;
}

class Suites {
  constructor(framework, unfit) {
    this.framework = framework;
    this.Unfit = unfit;
    this.file = null;
    this.root = new Suite(null, null);
    this.open = this.root;
    this.module = this.nodeTest();
    this.globals = framework === 'mocha' ? this.mocha() : {};
  }

  refuse(what) {
    throw new this.Unfit(`${what} is not understood in a rehearsal`);
  }

  given(args) {
    const name = typeof args[0] === 'string' ? args[0] : undefined;
    const options = args.find((a) => a && typeof a === 'object') || {};
    const body = args.find((a) => typeof a === 'function');
    if (options.only || options.plan !== undefined) this.refuse('such an option');
    return { name: name !== undefined ? name : (body && body.name) || '<anonymous>', options, body };
  }

  describe(...args) {
    const { name, options, body } = this.given(args);
    const suite = new Suite(name, this.open);
    suite.skipped = Boolean(options.skip || options.todo || !body);
    this.open.children.push(suite);
    if (suite.skipped) return;
    const around = this.open;
    this.open = suite;
    try {
      const made = body.call(suite.context);
      if (made && typeof made.then === 'function') this.refuse('a suite that waits');
    } finally {
      this.open = around;
    }
  }

  test(...args) {
    const { name, options, body } = this.given(args);
    this.open.children.push({ name, body, file: this.file, parent: this.open, skipped: Boolean(options.skip || options.todo || !body), isTest: true });
  }

  hook(kind) {
    return (...args) => {
      this.open.hooks[kind].push(args.find((a) => typeof a === 'function'));
    };
  }

  nodeTest() {
    const own = this;
    const test = (...args) => own.test(...args);
    const describe = (...args) => own.describe(...args);
    for (const make of [test, describe]) {
      make.skip = (name, ...rest) => make(name, { skip: true }, rest.find((r) => typeof r === 'function'));
      make.todo = make.skip;
      make.only = () => own.refuse('only');
    }
    Object.assign(test, { test, it: test, describe, suite: describe });
    for (const kind of ['before', 'after', 'beforeEach', 'afterEach']) test[kind] = this.hook(kind);
    for (const name of ['mock', 'run', 'snapshot', 'assert']) Object.defineProperty(test, name, { get: () => own.refuse(name) });
    return test;
  }

  mocha() {
    const own = this;
    const it = (...args) => own.test(...args);
    const describe = (...args) => own.describe(...args);
    for (const make of [it, describe]) {
      make.skip = (name, body) => make(name, { skip: true }, body);
      make.only = () => own.refuse('only');
    }
    return {
      it, specify: it, describe, context: describe, xit: it.skip, xspecify: it.skip, xdescribe: describe.skip, xcontext: describe.skip,
      before: this.hook('before'), after: this.hook('after'), beforeEach: this.hook('beforeEach'), afterEach: this.hook('afterEach'),
    };
  }

  nameOf(test) {
    const titles = test.parent.name === null ? [test.name] : [...test.parent.titles, test.name];
    const name = `${test.file}::${titles.join(' > ')}`.replace(/\s+/g, ' ');
    const times = (this.times.get(name) || 0) + 1;
    this.times.set(name, times);
    return times === 1 ? name : `${name} #${times}`;
  }

  /** Runs until every wanted test had its turn. */
  async run(wanted, enter, told) {
    this.times = new Map();
    this.left = new Set(wanted);
    this.enter = enter;
    this.told = told;
    await this.suite(this.root);
  }

  async suite(suite) {
    if (suite.skipped || this.left.size === 0) return;
    try {
      for (const hook of suite.hooks.before) await this.called(hook, suite);
    } catch (error) {
      suite.failed = error;
    }
    for (const child of suite.children) {
      if (this.left.size === 0) return;
      if (!child.isTest) await this.suite(child);
      else await this.one(child);
    }
    for (const hook of suite.hooks.after) await this.called(hook, suite);
  }

  async one(test) {
    const name = this.nameOf(test);
    this.enter(name);
    if (test.skipped) {
      this.left.delete(name);
      return;
    }
    const chain = test.parent.chain();
    let passed = !chain.some((s) => s.failed);
    if (passed) passed = await this.tried(async () => {
      for (const suite of chain) for (const hook of suite.hooks.beforeEach) await this.called(hook, test.parent);
    });
    if (passed) passed = await this.tried(() => this.called(test.body, test.parent));
    const after = await this.tried(async () => {
      for (const suite of chain.reverse()) for (const hook of suite.hooks.afterEach) await this.called(hook, test.parent);
    });
    if (passed !== null) this.told(name, passed && after !== false);
    this.left.delete(name);
  }

  /** True, false, or null for a test that skips itself. */
  async tried(work) {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof this.Unfit) throw error;
      if (error instanceof Skipped) return null;
      return false;
    }
  }

  called(body, suite) {
    const own = this;
    const node = this.framework === 'node';
    const context = {
      name: '', signal: undefined, diagnostic() {}, test: () => own.refuse('a test inside a test'), skip: () => own.refuse('skip'), todo: () => own.refuse('todo'),
      plan: () => own.refuse('plan'), get mock() { return own.refuse('mock'); }, get assert() { return own.refuse('assert'); },
      before: () => own.refuse('before'), after: () => own.refuse('after'), beforeEach: () => own.refuse('beforeEach'), afterEach: () => own.refuse('afterEach'),
    };
    const takes = node ? 2 : 1;
    if (body.length < takes) return node ? body.call(suite.context, context) : body.call(suite.context);
    return new Promise((resolve, reject) => {
      const done = (error) => (error ? reject(error) : resolve());
      const made = node ? body.call(suite.context, context, done) : body.call(suite.context, done);
      if (made && typeof made.then === 'function') made.then(undefined, reject);
    });
  }
}

exports.Suites = Suites;

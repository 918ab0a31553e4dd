'use strict';
// Stands before jest's own test framework, and hands every test on as it begins and ends.
const again = require('./ouro_js_again.cjs');
const parts = require('./ouro_js_jest_parts.cjs');

const RETRIES = Symbol.for('RETRY_TIMES');
const SKIPS = new Set(['test_skip', 'test_todo']);

function titles(test) {
  const found = [];
  // The outermost block is no block of the file's.
  for (let at = test; at && at.parent; at = at.parent) found.unshift(at.name);
  return found.join(' > ');
}

function errorOf(test) {
  const first = test.errors[0];
  return Array.isArray(first) ? first[0] || first[1] : first;
}

class Told {
  constructor(hub, environment, testPath) {
    Object.assign(this, { hub, environment, file: hub.relative(testPath) || testPath });
    this.records = new Map();
    this.late = null;
    this.raw = undefined;
  }

  hear(event) {
    if (event.name === 'test_start') this.begin(event.test);
    // Before it is put into words.
    else if (event.name === 'test_fn_failure') this.raw = event.error;
    else if (SKIPS.has(event.name)) this.end(event.test, 'skipped');
    else if (event.name === 'test_done') this.done(event.test);
    else if (event.name === 'run_finish') this.flush();
  }

  begin(test) {
    if (this.late && this.late !== test) this.flush();
    this.late = null;
    this.raw = undefined;
    if (!this.records.has(test)) this.records.set(test, this.hub.begin(`${this.file}::${titles(test)}`));
    if (this.hub.stopped) test.mode = 'skip';
  }

  done(test) {
    if (test.errors.length === 0) this.end(test, 'passed');
    // It may get another try.
    else if (Number(this.environment.global[RETRIES]) > 0) this.late = test;
    else this.end(test, 'failed');
  }

  flush() {
    if (this.late) this.end(this.late, 'failed');
    this.late = null;
  }

  end(test, outcome) {
    const record = this.records.get(test);
    if (record) this.hub.end(record, outcome, outcome === 'failed' ? this.raw || errorOf(test) : undefined);
  }
}

// What a file's run leaves in the world it ran in, taken away for the next one.
class Ground {
  constructor(environment, runtime) {
    const of = (name) => Object.getOwnPropertySymbols(environment.global).find((s) => s.description === name);
    Object.assign(this, { environment, runtime, state: of('JEST_STATE_SYMBOL'), handlers: of('EVENT_HANDLERS') });
  }

  get isKnown() {
    const { state, handlers, environment } = this;
    return Boolean(state && handlers && environment.global[state] && environment.global[state].rootDescribeBlock && Array.isArray(environment.global[handlers]));
  }

  clear() {
    const { environment, runtime } = this;
    const state = environment.global[this.state];
    const root = { ...state.rootDescribeBlock, children: [], hooks: [], tests: [], mode: undefined };
    Object.assign(state, {
      rootDescribeBlock: root, currentDescribeBlock: root, currentlyRunningTest: null, hasFocusedTests: false, hasStarted: false, unhandledErrors: [],
    });
    // The framework's own two; whoever starts it adds the others again.
    environment.global[this.handlers].length = 2;
    if (runtime.enterTestCode) runtime.enterTestCode();
    runtime.resetModules();
    runtime.clearAllMocks();
    runtime.restoreAllMocks();
    if (environment.fakeTimers) environment.fakeTimers.useRealTimers();
    if (environment.fakeTimersModern) environment.fakeTimersModern.useRealTimers();
  }
}

module.exports = async function (globalConfig, config, environment, runtime, testPath, ...rest) {
  const hub = globalThis.__ouro_hub__;
  const run = () => parts.circus(process.cwd())(globalConfig, config, environment, runtime, testPath, ...rest);
  if (!hub) return run();
  const theirs = environment.handleTestEvent;
  const told = new Told(hub, environment, testPath);
  environment.handleTestEvent = async function (event, state) {
    told.hear(event);
    if (theirs) await theirs.call(environment, event, state);
  };
  const first = await run();
  if (!hub.inPlace) return first;
  const ground = new Ground(environment, runtime);
  const once = async () => {
    ground.clear();
    told.records.clear();
    await run();
  };
  if (!ground.isKnown || (await again.misfit(hub, once)) || (await again.misfit(hub, once))) return first;
  return again.serve(hub, null, once);
};

'use strict';
// Stands before jest's own test framework, and hands every test on as it begins and ends.
const again = require('./ouro_js_again.cjs');
const parts = require('./ouro_js_jest_parts.cjs');

const circus = parts.circus(process.cwd());
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
  constructor(hub, testPath) {
    this.hub = hub;
    this.file = hub.relative(testPath) || testPath;
    this.records = new Map();
    this.raw = undefined;
  }

  hear(event) {
    if (event.name === 'test_start') this.begin(event.test);
    // Before it is put into words.
    else if (event.name === 'test_fn_failure') this.raw = event.error;
    else if (SKIPS.has(event.name)) this.end(event.test, 'skipped');
    else if (event.name === 'test_done') this.end(event.test, event.test.errors.length === 0 ? 'passed' : 'failed');
  }

  begin(test) {
    this.raw = undefined;
    const name = `${this.file}::${titles(test)}`;
    this.records.set(test, this.records.has(test) ? this.hub.retry(name) : this.hub.begin(name));
    if (this.hub.stopped) test.mode = 'skip';
  }

  end(test, outcome) {
    this.hub.end(this.records.get(test), outcome, outcome === 'failed' ? this.raw || errorOf(test) : undefined);
  }
}

// What a file's run leaves in the world it ran in, taken away for the next one.
class Ground {
  constructor(environment, runtime) {
    const of = (name) => Object.getOwnPropertySymbols(environment.global).find((s) => s.description === name);
    Object.assign(this, { environment, runtime, state: of('JEST_STATE_SYMBOL'), handlers: of('EVENT_HANDLERS') });
  }

  get isKnown() {
    const state = this.state && this.environment.global[this.state];
    return Boolean(state && state.rootDescribeBlock);
  }

  clear() {
    const { environment, runtime } = this;
    const state = environment.global[this.state];
    const root = { ...state.rootDescribeBlock, children: [], hooks: [], tests: [], mode: undefined };
    Object.assign(state, {
      rootDescribeBlock: root, currentDescribeBlock: root, currentlyRunningTest: null, hasFocusedTests: false, hasStarted: false, unhandledErrors: [],
    });
    // The framework's own two; whoever starts it adds the others again. Before jest 30 they are out of reach, and ours stays where it is.
    if (this.handlers) environment.global[this.handlers].length = 2;
    else environment.handleTestEvent = undefined;
    if (runtime.enterTestCode) runtime.enterTestCode();
    runtime.resetModules();
    // Those before jest 30 keep what they have read.
    for (const kept of [runtime._cacheFS, runtime._fileTransforms]) if (kept instanceof Map) kept.clear();
    runtime.clearAllMocks();
    runtime.restoreAllMocks();
    if (environment.fakeTimers) environment.fakeTimers.useRealTimers();
    if (environment.fakeTimersModern) environment.fakeTimersModern.useRealTimers();
  }
}

module.exports = async function (globalConfig, config, environment, runtime, testPath, ...rest) {
  const hub = globalThis.__ouro_hub__;
  const run = () => circus(globalConfig, config, environment, runtime, testPath, ...rest);
  if (!hub) return run();
  const theirs = environment.handleTestEvent;
  const told = new Told(hub, testPath);
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
    await run().catch((error) => hub.unloaded(testPath, error));
  };
  if (!ground.isKnown || (await again.misfit(hub, once)) || (await again.misfit(hub, once))) return first;
  return again.serve(hub, null, once);
};

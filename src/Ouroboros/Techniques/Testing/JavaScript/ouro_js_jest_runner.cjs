'use strict';
// Jest's own runner, which tells what files came to nothing; where it is to rehearse, it stays and runs the same files again and again.
const again = require('./ouro_js_again.cjs');
const parts = require('./ouro_js_jest_parts.cjs');

const Runner = parts.runner(process.cwd());

class Told extends Runner {
  async runTests(tests, ...rest) {
    const hub = globalThis.__ouro_hub__;
    if (!hub) return super.runTests(tests, ...rest);
    if (!hub.stays) return this.each(tests, rest);
    // One file runs again where it stands, in a fraction of the time; it does not come back from that.
    hub.inPlace = tests.length === 1;
    if (hub.inPlace) await this.once(tests, rest);
    hub.inPlace = false;
    const once = () => this.once(tests, rest);
    return again.serve(hub, await again.misfit(hub, once), once);
  }

  // One after the other, so that it is known which one is at work.
  async each(tests, rest) {
    const hub = globalThis.__ouro_hub__;
    for (const test of tests) {
      hub.enter(test.path);
      let failure;
      const hear = (name, take) => this.on(name, ([, told]) => (failure = take(told)));
      const ends = [hear('test-file-failure', (told) => told), hear('test-file-success', (told) => told.testExecError)];
      await super.runTests([test], ...rest);
      for (const end of ends) if (end) end();
      if (failure) hub.unloaded(test.path, failure);
    }
  }

  // Nobody listens to this one, so that nothing piles up.
  async once(tests, rest) {
    await new Told(this._globalConfig, this._context).each(tests, rest);
  }
}

module.exports = Told;

'use strict';
// A reporter for mocha that hands every test on as it begins and ends. Mocha tells in the same call, so it is always in step.
module.exports = class Told {
  constructor(runner) {
    const hub = globalThis.__ouro_hub__;
    if (!hub) return;
    let record = null;
    const nameOf = (test) => {
      const file = test.file ? hub.relative(test.file) : null;
      return `${file || hub.file || 'mocha'}::${test.titlePath().join(' > ')}`;
    };
    const close = (test, outcome, error) => {
      const own = record || hub.begin(nameOf(test));
      record = null;
      hub.end(own, outcome, error);
    };
    runner.on('test', (test) => {
      record = hub.begin(nameOf(test));
    });
    runner.on('pass', (test) => close(test, 'passed'));
    runner.on('pending', (test) => close(test, 'skipped'));
    runner.on('fail', (test, error) => {
      if (test.type !== 'hook') return close(test, 'failed', error);
      // A hook that fails takes its test with it.
      const of = test.ctx && test.ctx.currentTest;
      if (record) close(record, 'error', error);
      else if (of && !of.state) close(of, 'error', error);
      else close(test, 'error', error);
    });
  }
};

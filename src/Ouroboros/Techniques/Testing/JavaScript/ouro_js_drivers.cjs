'use strict';
// How each framework is started on some files, as its own command would start them.
const path = require('node:path');
const fs = require('node:fs');

const jest = require('./ouro_js_jest_parts.cjs');

const own = (name) => path.join(__dirname, name);
const SILENT = () => ['--test-reporter', own('ouro_js_silent.mjs'), '--test-reporter-destination', 'stdout'];

const JEST = () => [
  '--runInBand', '--ci', '--runner', own('ouro_js_jest_runner.cjs'), '--testRunner', own('ouro_js_jest.cjs'), '--reporters', own('ouro_js_quiet.cjs'),
  '--coverage=false', '--watchman=false', '--forceExit', '--passWithNoTests', '--bail=0',
];
const vitest = (job, files) => [own('ouro_js_vitest_host.mjs'), ...job.args, '--', ...files];

// Whether each file has a world of its own, whatever process it runs in.
exports.isolates = (job) => job.framework !== 'mocha';

// Files that run in one process, as the framework itself has it: node:test gives each file its own.
exports.units = (job, files) => (job.framework === 'node' ? files.map((f) => [f]) : [files]);

exports.command = (job, files) => {
  const preload = ['--require', own('ouro_js_child.cjs')];
  if (job.framework === 'node') return [...preload, ...SILENT(), ...job.node_args, path.join(job.root, files[0])];
  if (job.framework === 'mocha') {
    const mocha = path.join(job.root, 'node_modules/mocha/bin', 'mocha.js');
    const bin = fs.existsSync(mocha) ? mocha : mocha.replace('mocha.js', '_mocha');
    return [...preload, ...job.node_args, bin, '--reporter', own('ouro_js_mocha.cjs'), ...job.args, ...files];
  }
  if (job.framework === 'jest') return [...preload, ...job.node_args, path.join(jest.home(job.root), 'bin/jest.js'), ...JEST(), ...job.args, '--runTestsByPath', ...files];
  if (job.framework === 'vitest') return [...preload, ...job.node_args, ...vitest(job, files)];
  throw new Error(`There is no driver for ${job.framework}.`);
};

// What a framework loads of itself whatever it runs is loaded before the order comes.
exports.spare = (job) => [
  ...SILENT(),
  ...job.node_args,
  own('ouro_js_spare.cjs'),
  ...(job.framework === 'mocha' ? [path.join(job.root, 'node_modules/mocha/lib/cli/cli.js')] : []),
  ...(job.framework === 'jest' ? [path.join(jest.home(job.root), 'build/index.js')] : []),
];

// What rehearses: a process that stays. Null where there is none for the framework.
exports.rehearsal = (job, files) => {
  if (job.framework === 'jest') return exports.command(job, files);
  if (job.framework === 'vitest') return [...job.node_args, ...vitest(job, files)];
  return null;
};

// What a spare is told to run as its main program.
exports.argv = (job, files) => {
  const command = exports.command({ ...job, node_args: [] }, files);
  return command.slice(job.framework === 'node' ? 2 + SILENT().length : 2);
};

// What prints the files that hold tests, as a row of JSON.
exports.listing = (job) =>
  job.framework === 'jest'
    ? [...job.node_args, path.join(jest.home(job.root), 'bin/jest.js'), '--listTests', '--json', '--watchman=false', ...job.args]
    : [...job.node_args, own('ouro_js_vitest_host.mjs'), ...job.args, '--list', '--'];

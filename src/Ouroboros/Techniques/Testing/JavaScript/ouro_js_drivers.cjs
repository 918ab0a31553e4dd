'use strict';
// How each framework is started on some files, as its own command would start them.
const path = require('node:path');
const fs = require('node:fs');

const own = (name) => path.join(__dirname, name);
const SILENT = () => ['--test-reporter', own('ouro_js_silent.mjs'), '--test-reporter-destination', 'stdout'];

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
  throw new Error(`There is no driver for ${job.framework}.`);
};

// What a framework loads of itself whatever it runs is loaded before the order comes.
exports.spare = (job) => [
  ...SILENT(),
  ...job.node_args,
  own('ouro_js_spare.cjs'),
  ...(job.framework === 'mocha' ? [path.join(job.root, 'node_modules/mocha/lib/cli/cli.js')] : []),
];

// What a spare is told to run as its main program.
exports.argv = (job, files) => {
  const command = exports.command({ ...job, node_args: [] }, files);
  return command.slice(job.framework === 'node' ? 2 + SILENT().length : 2);
};

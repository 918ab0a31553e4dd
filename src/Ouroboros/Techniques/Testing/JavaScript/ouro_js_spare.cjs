'use strict';
// A test process made ahead: everything of Node's own is loaded, and it waits to be told what to run.
const fs = require('node:fs');
const Module = require('node:module');
const child = require('./ouro_js_child.cjs');
require('node:test');
require('node:assert');
require('node:assert/strict');

for (const module of process.argv.slice(2)) {
  try {
    require(module);
  } catch {
    // It will be loaded, or fail, when its turn comes.
  }
}

function order() {
  const parts = [];
  const chunk = Buffer.alloc(65536);
  for (;;) {
    const read = fs.readSync(0, chunk, 0, chunk.length, null);
    if (read === 0) process.exit(0);
    parts.push(Buffer.from(chunk.subarray(0, read)));
    if (chunk[read - 1] === 10) return JSON.parse(Buffer.concat(parts).toString('utf8'));
  }
}

const { task, argv } = order();
child.open(task);
process.argv = [process.execPath, ...argv];
process.execArgv = [];
Module.runMain(argv[0]);

'use strict';
// The first process inside the sandbox: reads its job from standard input, a length and then JSON, and does it.
const fs = require('node:fs');

const RESULTS = 1;
let rest = Buffer.alloc(0);
let ended = false;
let wake = null;

process.stdin.on('data', (chunk) => {
  rest = Buffer.concat([rest, chunk]);
  if (wake) wake();
});
process.stdin.on('end', () => {
  ended = true;
  if (wake) wake();
});

async function next() {
  for (;;) {
    if (rest.length >= 4 && rest.length >= 4 + rest.readInt32LE(0)) {
      const frame = rest.subarray(4, 4 + rest.readInt32LE(0));
      rest = rest.subarray(4 + frame.length);
      return frame;
    }
    if (ended) return null;
    await new Promise((resolve) => (wake = resolve));
    wake = null;
  }
}

function send(body) {
  const frame = Buffer.alloc(4 + body.length);
  frame.writeInt32LE(body.length);
  body.copy(frame, 4);
  let at = 0;
  while (at < frame.length) {
    try {
      at += fs.writeSync(RESULTS, frame, at);
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}

async function main() {
  const job = JSON.parse((await next()).toString('utf8'));
  if (job.temporary) process.env.TMPDIR = job.temporary;
  if (job.kind === 'trials') await require('./ouro_js_trials.cjs').serve(job, next, send);
  else if (job.kind === 'command') await require('./ouro_js_session.cjs').command(job);
  else if (job.kind === 'think') await require('./ouro_js_think.cjs').run(job);
  else if (job.kind === 'types') await require('./ouro_js_typing.cjs').once(job);
  else if (job.kind === 'list') await require('./ouro_js_session.cjs').list(job);
  else await require('./ouro_js_session.cjs').run(job);
  process.exit(0);
}

main();

'use strict';
// What an edit adds to the errors of types, by the project's own TypeScript, wherever that can be asked.
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { Helper } = require('./ouro_js_helper.cjs');

const PATIENCE = 60_000;
const MOST_STARTS = 3;
const TYPED = /\.[cm]?tsx?$/;
const LINE = /^(.+?)\((\d+),\d+\): error TS(\d+: .*)$/;

class Typing {
  constructor(root) {
    this.root = root;
    this.starts = 0;
    this.helper = null;
  }

  static concerns(edits) {
    return edits.some((e) => TYPED.test(e.path));
  }

  /** The faults it adds, and why nothing could be said where that is so. */
  async check(edits) {
    if (!this.helper || this.helper.isGone) {
      if (++this.starts > MOST_STARTS) return { faults: [], unchecked: 'the TypeScript of the project does not answer' };
      this.helper = new Helper([path.join(__dirname, 'ouro_js_types.cjs')], this.root, process.env);
    }
    const told = await this.helper.asked({ edits: edits.map((e) => ({ path: e.path, content: e.content && e.content.toString('base64') })) }, PATIENCE);
    if (told) return told;
    this.end();
    return { faults: [], unchecked: 'the TypeScript of the project did not answer in time' };
  }

  end() {
    if (this.helper) this.helper.end();
    this.helper = null;
  }
}

/** Of two rows of errors, those of the second that the first has not. An error is the same wherever it stands in its file. */
function surplus(before, after) {
  const left = new Map();
  for (const { key } of before) left.set(key, (left.get(key) || 0) + 1);
  return after.filter(({ key }) => {
    const known = left.get(key) || 0;
    if (known) left.set(key, known - 1);
    return !known;
  });
}

// A compiler that is a program only, asked before and after on the disk of a copy that nobody else uses.
function byCommand(root, edits) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  if (!fs.existsSync(tsc) || !fs.existsSync(path.join(root, 'tsconfig.json'))) return null;
  const before = errorsOf(root, tsc);
  for (const { path: file, content } of edits) {
    const place = path.join(root, file);
    if (content === null) fs.rmSync(place, { force: true });
    else fs.mkdirSync(path.dirname(place), { recursive: true }), fs.writeFileSync(place, content);
  }
  const after = errorsOf(root, tsc);
  if (!before || !after) return null;
  return { faults: surplus(before, after).map((f) => f.text), unchecked: null };
}

function errorsOf(root, tsc) {
  const run = spawnSync(process.execPath, [tsc, '--noEmit', '--pretty', 'false', '--skipLibCheck', '-p', 'tsconfig.json'], { cwd: root, timeout: PATIENCE, encoding: 'utf8' });
  if (run.error || run.status === null) return null;
  return run.stdout.split('\n').map((l) => LINE.exec(l)).filter(Boolean).map((m) => ({ key: `${m[1]} ${m[3]}`, text: `${m[1]}:${m[2]}: TS${m[3]}` }));
}

exports.TYPED = TYPED;
exports.Typing = Typing;
exports.surplus = surplus;

/** The job of one check. */
exports.once = async (job) => {
  const edits = job.candidates[0].map(([file, content]) => ({ path: file, content: content === null ? null : Buffer.from(content, 'base64') }));
  const typing = new Typing(job.root);
  let told = await typing.check(edits);
  typing.end();
  if (told.unchecked) told = byCommand(job.root, edits) || told;
  fs.writeSync(1, JSON.stringify({ e: 'types', faults: told.faults.slice(0, 100), unchecked: told.unchecked }) + '\n');
};

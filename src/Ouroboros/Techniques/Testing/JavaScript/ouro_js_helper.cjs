'use strict';
// A process that is asked one thing after the other. Orders and answers are lines of JSON, over its standard input and its fourth stream.
const { spawn } = require('node:child_process');
const lines = require('./ouro_js_lines.cjs');

class Helper {
  constructor(program, cwd, env) {
    const child = spawn(process.execPath, program, { cwd, env, stdio: ['pipe', 'ignore', 'ignore', 'pipe'], detached: true });
    this.child = child;
    this.hear = null;
    this.isGone = false;
    child.on('error', () => this.gone());
    child.stdin.on('error', () => {});
    lines.read(child.stdio[3], (event) => this.hear && this.hear(event));
    child.on('close', () => this.gone());
  }

  gone() {
    this.isGone = true;
    if (this.hear) this.hear(null);
  }

  /** What it answers; null where it dies or takes too long. Without an order it is only listened to. */
  asked(order, wall) {
    if (this.isGone) return Promise.resolve(null);
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.hear(null), wall);
      this.hear = (event) => {
        clearTimeout(timer);
        this.hear = null;
        resolve(event);
      };
      if (order) this.child.stdin.write(JSON.stringify(order) + '\n');
    });
  }

  end() {
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}

exports.Helper = Helper;

'use strict';
// Runs the tests with every hole watched, and thinks about what was seen. The project runs in processes of its own; here there are only copies.
const { NONE, Reader } = require('./ouro_js_copies.cjs');
const lines = require('./ouro_js_lines.cjs');
const { MOST_FAILING, MOST_PASSING } = require('./ouro_js_moments.cjs');
const { Session } = require('./ouro_js_session.cjs');
const { Thinker } = require('./ouro_js_thoughts.cjs');

class Watching extends Session {
  constructor(job) {
    const red = new Set(job.failing);
    super(job, { red: job.failing, green: job.selection.filter((n) => !red.has(n)) });
    this.tell = () => {};
    this.holes = job.holes.map(() => ({ red: new Map(), green: new Map() }));
    this.moments = new Map();
    this.until = Date.now() + job.walls[0] * 1000;
  }

  // The program under test can write what it likes here.
  hear(event) {
    try {
      if (event.k === 'moment') this.moment(event);
      else if (event.k === 'came') this.came(event);
    } catch {
      // No moment.
    }
  }

  moment({ h, i, red, names }) {
    const seen = this.holes[h][red ? 'red' : 'green'];
    const text = JSON.stringify(names);
    if (seen.size >= (red ? MOST_FAILING : MOST_PASSING) || seen.has(text)) return;
    const reader = new Reader();
    const { parts, names: known } = this.job.holes[h];
    const moment = { names: known.map((_, at) => reader.read(names[at])), own: NONE, parts: (parts || []).map(() => NONE) };
    seen.set(text, moment);
    this.moments.set(i, moment);
  }

  came({ i, own, parts }) {
    const moment = this.moments.get(i);
    if (!moment) return;
    moment.own = new Reader().read(own);
    moment.parts = moment.parts.map((_, at) => (parts && Object.hasOwn(parts, at) ? new Reader().read(parts[at]) : NONE));
  }

  thoughts() {
    return this.job.holes.map((hole, h) => {
      if (!hole.names || Date.now() > this.until) return [];
      const { red, green } = this.holes[h];
      return new Thinker({ ...hole, parts: hole.parts || [] }, [...red.values(), ...green.values()], red.size).told();
    });
  }
}

/** What each hole might hold, likeliest first: rows of how far passing moments agree, and texts that are alike. */
exports.run = async (job) => {
  const watching = new Watching(job);
  await watching.run();
  lines.tell(1, { holes: watching.thoughts() });
};

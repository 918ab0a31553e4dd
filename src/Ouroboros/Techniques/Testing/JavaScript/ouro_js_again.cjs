'use strict';
// Inside a framework that has loaded itself and found the project's tests: runs them once more at each order.
const lines = require('./ouro_js_lines.cjs');

// Orders come in and answers go out here, where there is no wire of their own.
const CHANNEL = { orders: process.stdin, tell: (event) => lines.tell(3, event) };

/** Whether the unedited program shows here what is known of it; null where it does. */
async function misfit(hub, run) {
  const { failing, guarding } = hub.task;
  const told = new Map((await hub.rehearse(run, true)).results);
  const wrong = failing.find((n) => told.get(n) !== false);
  if (wrong !== undefined) return `${wrong} is not red`;
  const broken = guarding.find((n) => told.get(n) !== true);
  return broken === undefined ? null : `${broken} is not green`;
}

exports.misfit = misfit;

/** Tells whether it is fit, and where it is does as it is told for ever after. */
exports.serve = async (hub, why, run, channel = CHANNEL) => {
  const { tell } = channel;
  const orders = [];
  let wake = null;
  lines.read(channel.orders, (order) => {
    orders.push(order);
    if (wake) wake();
  });
  channel.orders.on('end', () => process.reallyExit(0));
  tell(why ? { k: 'unfit', why } : { k: 'fit' });
  hub.task.guarding = [];
  for (;;) {
    while (orders.length === 0) await new Promise((resolve) => (wake = resolve));
    const order = orders.shift();
    try {
      tell({ k: 'told', ...(await hub.rehearse(() => run(order))) });
    } catch {
      // Whatever it was, a fresh process finds it out.
      tell({ k: 'unsure' });
    }
  }
};

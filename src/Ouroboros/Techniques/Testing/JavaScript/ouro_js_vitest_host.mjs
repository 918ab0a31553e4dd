// Vitest's main process with our runner in its workers. Runs files once; or keeps one worker, in which they run again at every order, and hands it
// the orders and its answers on.
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Installed packages are shown read-only. Where vite may not write beside them it writes beside its settings, but only this error tells it so.
const mkdir = fs.promises.mkdir;
fs.promises.mkdir = async (folder, ...rest) => {
  if (path.basename(String(folder)) !== '.vite-temp') return mkdir(folder, ...rest);
  try {
    await fs.promises.access(path.dirname(folder), fs.constants.W_OK);
  } catch (error) {
    throw Object.assign(error, { code: 'EACCES' });
  }
  return mkdir(folder, ...rest);
};

const own = createRequire(import.meta.url);
const PATIENCE = 5000;
const CHANNEL = 3;
const root = fs.realpathSync(process.cwd());
const home = path.dirname(createRequire(path.join(root, 'package.json')).resolve('vitest/package.json'));
const major = Number.parseInt(own(path.join(home, 'package.json')).version, 10);
const { createVitest, startVitest, parseCLI } = await import(pathToFileURL(path.join(home, 'dist/node.js')).href);

const words = process.argv.slice(2);
const lists = words.includes('--list');
if (lists) words.splice(words.indexOf('--list'), 1);
const at = words.indexOf('--');
const files = words.slice(at + 1).map((f) => path.join(root, f));
const options = {
  ...(at > 0 && parseCLI ? parseCLI(['vitest', 'run', ...words.slice(0, at)]).options : {}),
  watch: false, run: true, runner: fileURLToPath(new URL('./ouro_js_vitest.mjs', import.meta.url)), fileParallelism: false, coverage: { enabled: false },
  reporters: [{}], bail: 0, typecheck: { enabled: false },
};

async function once() {
  const vitest = await startVitest('test', files, options);
  setTimeout(() => process.exit(), PATIENCE).unref();
  if (vitest) await vitest.close();
  process.exit();
}

async function again() {
  const lines = own('./ouro_js_lines.cjs');
  own('./ouro_js_meters.cjs').mute();
  process.env.OURO_WIRE = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'ouro-wire-')), 'wire');
  const vitest = await createVitest('test', {
    ...options, pool: 'forks', isolate: false, maxWorkers: 1,
    // What one worker is called before vitest 4.
    ...(major < 4 ? { minWorkers: 1, poolOptions: { forks: { singleFork: true, isolate: false } } } : {}),
  });
  let touched = new Set();
  // What this candidate edits, and what the one before it did.
  const changed = (edits) => {
    const before = touched;
    touched = new Set(edits.map((e) => path.join(root, e.path)));
    return [...new Set([...before, ...touched])];
  };
  net.createServer((wire) => {
    lines.read(wire, (event) => lines.tell(CHANNEL, event));
    lines.read(process.stdin, (order) => {
      const files = changed(order.edits);
      for (const file of files) vitest.invalidateFile(file);
      wire.write(JSON.stringify({ changed: files }) + '\n');
    });
  }).listen(process.env.OURO_WIRE);
  process.stdin.on('end', () => process.reallyExit(0));
  const wanted = new Set(files);
  const specs = (await vitest.globTestSpecifications(files)).filter((s) => wanted.has(s.moduleId));
  if (!vitest.invalidateFile || specs.length === 0) return lines.tell(CHANNEL, { k: 'unfit', why: 'this vitest tells too little' });
  // The first file's end is the beginning of the rehearsals.
  await vitest.runTestSpecifications(specs.slice(0, 1), false);
}

async function list() {
  const vitest = await createVitest('test', options);
  const files = (await vitest.globTestSpecifications()).map((s) => s.moduleId);
  process.stdout.write(JSON.stringify(files), () => process.reallyExit(0));
}

// A relay was set up by whoever wants each test told; without one this is where it is rehearsed.
if (lists) {
  await list();
} else if (globalThis.__ouro_relay__) {
  await once();
} else {
  process.env.OURO_WORKER_TASK = process.env.OURO_TASK;
  delete process.env.OURO_TASK;
  delete process.env.OURO_ONCE;
  await again();
}

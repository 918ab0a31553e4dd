// Vitest's own runner, which hands every test on as it begins and ends; where it is to rehearse, it stays and runs the same files again and again.
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const own = createRequire(import.meta.url);
const { open } = own('./ouro_js_child.cjs');
const home = path.dirname(createRequire(path.join(process.cwd(), 'package.json')).resolve('vitest/package.json'));
const load = (file) => import(pathToFileURL(file).href);
const { TestRunner } = await load(path.join(home, 'dist/index.js'));
const Runner = TestRunner || (await load(path.join(home, 'dist/runners.js'))).VitestTestRunner;
const hub = globalThis.__ouro_hub__ || open(JSON.parse(fs.readFileSync(process.env.OURO_WORKER_TASK, 'utf8')), true);

function titles(task) {
  const found = [];
  for (let at = task; at && !at.filepath; at = at.suite || at.file) found.unshift(at.name);
  return found.join(' > ');
}

const nameOf = (task) => `${hub.relative(task.file.filepath)}::${titles(task)}`;
const errorOf = (task) => task.result && task.result.errors && task.result.errors[0];
const testsOf = (suite) => suite.tasks.flatMap((t) => (t.tasks ? testsOf(t) : [t]));

export default class Told extends Runner {
  records = new Map();

  async onCollectStart(file) {
    hub.enter(file.filepath);
    return super.onCollectStart && super.onCollectStart(file);
  }

  async onCollected(files) {
    if (super.onCollected) await super.onCollected(files);
    for (const file of files) if (file.result && file.result.state === 'fail') hub.unloaded(file.filepath, errorOf(file));
  }

  async onBeforeRunTask(test) {
    if (hub.stopped) test.mode = 'skip';
    if (super.onBeforeRunTask) await super.onBeforeRunTask(test);
    if (hub.stopped) return;
    const record = hub.begin(nameOf(test));
    this.records.set(test, record);
    if (test.mode !== 'run' && test.mode !== 'queued') hub.end(record, 'skipped');
  }

  async onAfterRunTask(test) {
    if (super.onAfterRunTask) await super.onAfterRunTask(test);
    const state = test.result && test.result.state;
    const record = this.records.get(test);
    if (record) hub.end(record, state === 'pass' ? 'passed' : state === 'fail' ? 'failed' : 'skipped', errorOf(test));
  }

  // What prepares a block fails for all that it holds.
  async onAfterRunSuite(suite) {
    if (super.onAfterRunSuite) await super.onAfterRunSuite(suite);
    if (hub.stopped || !errorOf(suite)) return;
    // A block without tests is an error of its own.
    if (!suite.filepath && testsOf(suite).length === 0) hub.end(hub.begin(nameOf(suite)), 'error', errorOf(suite));
    for (const test of testsOf(suite)) {
      const record = this.records.get(test);
      if (!record || !record.ended) hub.end(record || hub.begin(nameOf(test)), 'error', errorOf(suite));
    }
  }

  async onAfterRunFiles(files) {
    if (super.onAfterRunFiles) await super.onAfterRunFiles(files);
    hub.flush(hub.loading);
    this.records.clear();
    if (hub.task.mode !== 'rehearse' || this.isServing) return;
    this.isServing = true;
    await this.serve();
  }

  async serve() {
    const { startTests } = await load(createRequire(path.join(home, 'dist/index.js')).resolve('@vitest/runner'));
    const { vi } = await load(path.join(home, 'dist/index.js'));
    const { files } = hub.task;
    const wire = net.connect(process.env.OURO_WIRE);
    const modules = this.workerState && this.workerState.evaluatedModules;
    const once = async ({ changed = [] } = {}) => {
      globalThis.__vitest_mocker__?.reset?.();
      // Those before vitest 4 ask for every module again.
      if (modules) for (const file of changed) for (const node of modules.fileToModulesMap.get(file) || []) modules.invalidateModule(node);
      vi.resetModules();
      for (const file of files) await startTests([{ filepath: path.join(hub.root, file), testLocations: undefined }], this);
    };
    const again = own('./ouro_js_again.cjs');
    await again.serve(hub, await again.misfit(hub, once), once, { orders: wire, tell: (event) => wire.write(JSON.stringify(event) + '\n') });
  }
}

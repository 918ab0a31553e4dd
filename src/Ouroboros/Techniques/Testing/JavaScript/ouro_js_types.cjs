'use strict';
// Asks the project's own TypeScript what an edit adds to its errors. Everything stays in memory; a compiler that is no library is not asked here.
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');
const lines = require('./ouro_js_lines.cjs');
const meters = require('./ouro_js_meters.cjs');
const { TYPED, surplus } = require('./ouro_js_typing.cjs');

const CHANNEL = 3;
// Where there are more, only the edited files are looked at.
const MOST_FILES = 400;
const root = process.cwd();
const tell = (event) => lines.tell(CHANNEL, event);

// The meters that a private copy may have in it.
const METERS = path.join(root, '__ouro_meters__.d.ts');
const DECLARED = meters.NAMES.map((m) => `declare function ${m}(...of: any[]): any;`).join('\n');

function compiler() {
  try {
    const found = createRequire(path.join(root, 'package.json'))('typescript');
    return typeof found.createLanguageService === 'function' ? found : null;
  } catch {
    return null;
  }
}

class Project {
  constructor(ts, config) {
    this.ts = ts;
    const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => {} };
    const told = ts.getParsedCommandLineOfConfigFile(config, { noEmit: true, skipLibCheck: true, incremental: false, composite: false }, host);
    this.files = new Set(told ? told.fileNames : []);
    this.references = ((told && told.projectReferences) || []).map((r) => ts.resolveProjectReferencePath(r));
    this.options = told ? told.options : {};
    this.overlay = new Map();
    this.versions = new Map();
    this.known = new Map();
  }

  get service() {
    if (this.made) return this.made;
    const { ts } = this;
    const textOf = (file) => (file === METERS ? DECLARED : this.overlay.has(file) ? this.overlay.get(file) : ts.sys.readFile(file));
    const host = {
      getCompilationSettings: () => this.options,
      getScriptFileNames: () => [...this.files, METERS],
      getScriptVersion: (file) => String(this.versions.get(file) || 0),
      getScriptSnapshot: (file) => {
        const text = textOf(file);
        return text === undefined || text === null ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
      fileExists: (file) => file === METERS || (this.overlay.has(file) ? this.overlay.get(file) !== null : ts.sys.fileExists(file)),
      readFile: textOf,
      readDirectory: ts.sys.readDirectory,
      directoryExists: ts.sys.directoryExists,
      getDirectories: ts.sys.getDirectories,
      realpath: ts.sys.realpath,
    };
    return (this.made = ts.createLanguageService(host, ts.createDocumentRegistry()));
  }

  put(file, text) {
    if (text === undefined) this.overlay.delete(file);
    else this.overlay.set(file, text);
    this.versions.set(file, (this.versions.get(file) || 0) + 1);
  }

  // Whose errors an edit of these files can change; by the text, which at worst looks at too many.
  around(edited) {
    const program = this.service.getProgram();
    const stems = edited.map((f) => path.basename(f).replace(/\.[cm]?tsx?$/, ''));
    const near = program.getSourceFiles().filter((f) => !f.isDeclarationFile && !f.fileName.includes('/node_modules/'));
    if (near.length > MOST_FILES) return edited;
    return near.map((f) => f.fileName).filter((f) => edited.includes(f) || stems.some((s) => program.getSourceFile(f).text.includes(s)));
  }

  errors(file) {
    const { ts, service } = this;
    if (!service.getProgram().getSourceFile(file)) return [];
    return [...service.getSyntacticDiagnostics(file), ...service.getSemanticDiagnostics(file)]
      .filter((d) => d.category === ts.DiagnosticCategory.Error)
      .map((d) => ({
        key: `${d.code} ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`,
        line: d.file && d.start !== undefined ? d.file.getLineAndCharacterOfPosition(d.start).line + 1 : 1,
      }));
  }

  // Of the program as it stands.
  before(file) {
    if (!this.known.has(file)) this.known.set(file, this.errors(file));
    return this.known.get(file);
  }

  added(edits) {
    const edited = edits.map((e) => e.file);
    for (const file of edited) this.files.add(file);
    const around = this.around(edited);
    const before = new Map(around.map((f) => [f, this.before(f)]));
    for (const { file, text } of edits) this.put(file, text);
    try {
      return around.flatMap((f) => surplus(before.get(f), this.errors(f)).map(({ key, line }) => `${path.relative(root, f)}:${line}: TS${key}`));
    } finally {
      for (const file of edited) this.put(file, undefined);
    }
  }
}

class Types {
  constructor(ts) {
    this.ts = ts;
    this.projects = new Map();
  }

  at(config) {
    if (!this.projects.has(config)) this.projects.set(config, new Project(this.ts, config));
    return this.projects.get(config);
  }

  // The nearest settings that hold the file, or those that such settings refer to.
  projectOf(file) {
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const config = path.join(folder, 'tsconfig.json');
      if (fs.existsSync(config)) {
        const own = this.at(config);
        return own.files.has(file) ? own : own.references.map((r) => this.at(r)).find((p) => p.files.has(file)) || own;
      }
      if (folder === root || folder === path.dirname(folder)) return null;
    }
  }

  check(edits) {
    const typed = edits.filter((e) => TYPED.test(e.path)).map((e) => ({ file: path.join(root, e.path), text: e.content === null ? null : Buffer.from(e.content, 'base64').toString('utf8') }));
    const faults = [];
    const by = new Map();
    for (const edit of typed) {
      const project = this.projectOf(edit.file);
      if (project) by.set(project, [...(by.get(project) || []), edit]);
    }
    for (const [project, own] of by) faults.push(...project.added(own));
    return { k: 'types', faults, unchecked: by.size === 0 ? 'there is no tsconfig.json above it' : null };
  }
}

const ts = compiler();
const types = ts && new Types(ts);
lines.read(process.stdin, (order) => {
  try {
    tell(types ? types.check(order.edits) : { k: 'types', faults: [], unchecked: 'the project has no TypeScript installed that can be asked' });
  } catch (error) {
    tell({ k: 'types', faults: [], unchecked: String((error && error.message) || error) });
  }
});
process.stdin.on('end', () => process.exit(0));

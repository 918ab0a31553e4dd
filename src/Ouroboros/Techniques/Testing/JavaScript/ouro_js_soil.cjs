'use strict';
// Keeps a private copy of the workspace as it was: what a candidate edits, and what tests leave behind, is put back.
const fs = require('node:fs');
const path = require('node:path');

const MOST_FILES = 3000;

class Soil {
  constructor(root) {
    this.root = root;
    this.kept = new Map();
    this.touched = new Set();
    this.watched = this.list();
    if (this.watched.size > MOST_FILES) this.watched = null;
    if (this.watched) for (const [file, mark] of this.watched) if (mark.size < 1 << 20) this.keep(file);
  }

  list() {
    const found = new Map();
    const open = [this.root];
    while (open.length && found.size <= MOST_FILES) {
      const folder = open.pop();
      let entries;
      try {
        entries = fs.readdirSync(folder, { withFileTypes: true });
      } catch {
        continue;
      }
      for (const entry of entries) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) {
          if (entry.name !== 'node_modules' && entry.name !== '.git') open.push(full);
        } else if (entry.isFile()) {
          const stat = fs.statSync(full, { bigint: true });
          found.set(full, { size: Number(stat.size), time: stat.mtimeNs });
        }
      }
    }
    return found;
  }

  keep(file) {
    if (this.kept.has(file)) return;
    try {
      this.kept.set(file, { content: fs.readFileSync(file), mode: fs.statSync(file).mode });
    } catch {
      this.kept.set(file, null);
    }
  }

  write(edits) {
    for (const edit of edits) {
      const full = path.join(this.root, edit.path);
      this.keep(full);
      this.touched.add(full);
      this.put(full, edit.content === null ? null : { content: edit.content, mode: edit.mode });
    }
  }

  put(full, file) {
    if (file === null) return fs.rmSync(full, { force: true });
    fs.mkdirSync(path.dirname(full), { recursive: true });
    fs.writeFileSync(full, file.content);
    if (file.mode) fs.chmodSync(full, file.mode & 0o777);
  }

  restore() {
    for (const full of this.touched) this.put(full, this.kept.get(full));
    const edited = this.touched;
    this.touched = new Set();
    if (!this.watched) return;
    for (const full of edited) this.remember(full);
    const now = this.list();
    for (const [file, mark] of now) {
      const was = this.watched.get(file);
      if (!was) fs.rmSync(file, { force: true });
      else if (was.time !== mark.time || was.size !== mark.size) this.again(file);
    }
    for (const file of this.watched.keys()) if (!now.has(file)) this.again(file);
  }

  again(file) {
    const kept = this.kept.get(file);
    if (!kept) return;
    this.put(file, kept);
    this.remember(file);
  }

  remember(file) {
    try {
      const stat = fs.statSync(file, { bigint: true });
      this.watched.set(file, { size: Number(stat.size), time: stat.mtimeNs });
    } catch {
      this.watched.delete(file);
    }
  }
}

exports.Soil = Soil;

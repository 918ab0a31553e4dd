'use strict';
// The project's own jest, taken apart: each part as the one that uses it would find it, wherever the package manager put it.
const path = require('node:path');
const { createRequire } = require('node:module');

function part(root, ...way) {
  let at = createRequire(path.join(root, 'package.json'));
  const name = way.pop();
  for (const step of way) {
    try {
      at = createRequire(at.resolve(step));
    } catch {
      // Laid out flat; the next is found from here.
    }
  }
  const found = at(name);
  return found && found.default ? found.default : found;
}

exports.home = (root) => path.dirname(createRequire(path.join(root, 'package.json')).resolve('jest/package.json'));
exports.circus = (root) => part(root, 'jest', 'jest-cli', 'jest-config', 'jest-circus/runner');
exports.runner = (root) => part(root, 'jest', 'jest-cli', 'jest-config', 'jest-runner');

'use strict';
// Describes what a test died of, without trusting anything that was thrown.
const MESSAGE_LIMIT = 4000;
const FRAME_LIMIT = 60;

function text(value, limit) {
  let said;
  try {
    said = typeof value === 'string' ? value : String(value);
  } catch {
    said = 'something that cannot be told';
  }
  return said.length > limit ? said.slice(0, limit) + '…' : said;
}

function nameOf(error) {
  try {
    if (error === null || typeof error !== 'object') return 'Error';
    const name = error.constructor && error.constructor.name;
    if (error.name && error.name !== 'Error' && typeof error.name === 'string') return text(error.name, 100);
    return name && name !== 'Object' ? text(name, 100) : 'Error';
  } catch {
    return 'Error';
  }
}

// V8's lines: `at name (file:line:column)`, `at file:line:column`; innermost first. Some runners cut the root off.
const PLACE = /^\s*at (?:(.*?) \()?(?:file:\/\/)?([^()\s:][^():]*):(\d+):\d+\)?$/;

function frames(stack, relative) {
  const found = [];
  for (const line of text(stack, 20000).split('\n')) {
    const match = PLACE.exec(line);
    if (!match) continue;
    let path = match[2].split('?')[0];
    try {
      path = decodeURIComponent(path);
    } catch {
      // A percent sign of the file's own.
    }
    const own = relative(path);
    if (own === null) continue;
    found.push({ path: own, line: Number(match[3]), function: (match[1] || '').replace(/^(async|new) /, '').split('.').pop().replace(/ \[as .*/, '') });
    if (found.length >= FRAME_LIMIT) break;
  }
  return found.reverse();
}

function messageOf(error) {
  try {
    if (error && typeof error === 'object' && 'message' in error) return text(error.message, MESSAGE_LIMIT);
  } catch {
    // A getter that throws tells nothing.
  }
  return text(error, MESSAGE_LIMIT);
}

function stackOf(error) {
  try {
    return error && error.stack ? error.stack : '';
  } catch {
    return '';
  }
}

exports.describe = (error, relative, output) => ({
  exception: nameOf(error),
  message: messageOf(error),
  frames: frames(stackOf(error), relative),
  output: text(output || '', MESSAGE_LIMIT),
});
exports.frames = frames;

'use strict';
// Lines of JSON, out of a stream and into a file descriptor.
const fs = require('node:fs');

/** Written when this returns, whatever becomes of the process. */
exports.tell = (fd, event) => {
  let rest = Buffer.from(JSON.stringify(event) + '\n');
  while (rest.length > 0) {
    try {
      rest = rest.subarray(fs.writeSync(fd, rest));
    } catch (e) {
      if (e.code !== 'EAGAIN') return;
    }
  }
};
exports.read = (stream, take) => {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    rest += chunk;
    let at;
    while ((at = rest.indexOf('\n')) >= 0) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 1);
      let event = null;
      try {
        event = JSON.parse(line);
      } catch {
        // The program under test wrote into the channel; what is no result is dropped.
      }
      if (event && typeof event === 'object') take(event);
    }
  });
  stream.on('error', () => {});
};

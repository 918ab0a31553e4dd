'use strict';
// Lines of JSON out of a stream.
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

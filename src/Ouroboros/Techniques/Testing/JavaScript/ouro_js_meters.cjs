'use strict';
// What the meters in the sources call. Where nobody counts they must be there all the same.
exports.NAMES = ['__ouro_t__', '__ouro_l__', '__ouro_s__'];
exports.mute = () => {
  for (const name of exports.NAMES) globalThis[name] = () => {};
};

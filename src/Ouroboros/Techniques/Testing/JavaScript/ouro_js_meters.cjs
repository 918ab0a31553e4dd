'use strict';
// What the meters in the sources call. Where nobody counts they must be there all the same; two of them hand a value on.
const HANDING = { __ouro_v__: (look, value) => value, __ouro_p__: (hole, part, value) => value };

exports.NAMES = ['__ouro_t__', '__ouro_l__', '__ouro_s__', '__ouro_w__', ...Object.keys(HANDING)];
exports.mute = () => {
  for (const name of exports.NAMES) globalThis[name] = HANDING[name] || (() => {});
};

'use strict';
// A reporter for jest that says nothing: results are taken where they arise.
module.exports = class Quiet {};

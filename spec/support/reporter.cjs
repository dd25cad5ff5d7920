'use strict';
const { reporters } = require('mocha');

/** Mocha's spec reporter, closing with one line that a script can count. */
module.exports = class CountingReporter extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
};

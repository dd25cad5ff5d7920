import { expect } from 'chai';
import { callSiteOf } from '../../lib/testing/call-site.js';

function opened(): () => string {
  return callSiteOf(opened);
}

describe('a call site', () => {
  it('is the line that called, and not the function itself', () => {
    const lines = opened()().split('\n');
    expect(lines[0]).to.match(/^ {4}at .*call-site\.spec\.\w+:\d+/);
    expect(lines.join()).not.to.include('at opened').and.not.include('node_modules').and.not.include('node:');
  });

  it('is shown as it is where all of it is of Node', async () => {
    const later = await new Promise<() => string>((resolve) => setImmediate(() => resolve(opened())));
    expect(later()).to.include('call-site.spec');
  });

  it('has words where there is no stack', () => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    const callSite = opened();
    Error.stackTraceLimit = limit;
    expect(callSite()).to.include('unknown');
  });
});

import { expect } from 'chai';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import { codeOf } from '../support/define.js';

describe('the runtime of a context made by hand', () => {
  it('is never aborted and takes any work', () => {
    expect(() => detachedRuntime.waitUntil(Promise.resolve())).not.to.throw();
    expect(detachedRuntime.signal.aborted).to.equal(false);
  });

  it('has no service behind it', () => {
    expect(codeOf(() => detachedRuntime.server('chat'))).to.equal('WPS_CONTEXT_DETACHED');
  });
});

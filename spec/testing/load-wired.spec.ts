import { expect } from 'chai';
import { loadWired } from '../../lib/testing/load-wired.js';
import * as wired from '../../lib/testing/wired-app.js';

describe('loading what an app is wired of', () => {
  it('loads no second copy of it', async () => {
    expect((await loadWired()).startWired).to.equal(wired.startWired);
  });

  it('is not misled by a global require that somebody left behind', async () => {
    const globals = globalThis as { require?: unknown };
    const before = Object.getOwnPropertyDescriptor(globals, 'require');
    globals.require = () => expect.fail('asked');
    try {
      expect((await loadWired()).startWired).to.equal(wired.startWired);
    } finally {
      delete globals.require;
      if (before !== undefined) Object.defineProperty(globals, 'require', before);
    }
  });
});

import { expect } from 'chai';
import { loadWired } from '../../lib/testing/load-wired.js';
import * as wired from '../../lib/testing/wired-app.js';

describe('loading what an app is wired of', () => {
  it('loads no second copy of it', async () => {
    expect((await loadWired()).startWired).to.equal(wired.startWired);
  });
});

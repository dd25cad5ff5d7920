import { expect } from 'chai';
import { startLogin } from './app.js';

describe('the login example', () => {
  it('starts, and ends with nothing left open', async () => {
    const { url, close } = await startLogin();
    expect((await fetch(`${url}/negotiate`, { method: 'POST' })).status).to.equal(401);
    await close();
  });
});

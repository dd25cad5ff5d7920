import { expect } from 'chai';
import { connectTestClient } from 'web-pubsub-bindings/testing';
import { startBroadcast } from './app.js';

describe('the broadcast example', () => {
  it('starts, tells the time to whoever listens, and ends with nothing left open', async () => {
    const { url, close } = await startBroadcast({ functionKey: 'k', clockMilliseconds: 20 });
    const ann = await connectTestClient(`${url}/negotiate`, { protocol: 'simple' });
    const { data } = await ann.next();
    expect(JSON.parse(String(data))).to.have.property('type', 'time');
    await close();
  });
});

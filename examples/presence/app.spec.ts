import { expect } from 'chai';
import { connectTestClient } from 'web-pubsub-bindings/testing';
import { startOffice } from './app.js';

describe('the presence example', () => {
  it('starts, tells who comes, and ends with nothing left open', async () => {
    const { url, close } = await startOffice({ functionKey: 'k' });
    expect((await fetch(`${url}/negotiate`)).status).to.equal(400);
    const ann = await connectTestClient(`${url}/negotiate?name=ann`);
    await ann.joinGroup('workshop');
    await ann.next({ data: { type: 'room', room: 'workshop', came: 'ann', people: ['ann'] } });
    await close();
  });
});

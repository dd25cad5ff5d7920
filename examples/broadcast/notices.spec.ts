import { expect } from 'chai';
import { HttpContext } from 'web-pubsub-bindings';
import { RecordingCollector, startTestApp } from 'web-pubsub-bindings/testing';
import { Notices } from './notices.js';

describe('notices', () => {
  it('go to everybody, as they were posted', async () => {
    const out = new RecordingCollector();
    expect(await new Notices().publish(new HttpContext({ body: 'hi' }), out)).to.deep.equal({ status: 202 });
    expect(out.items).to.deep.equal([{ message: { type: 'notice', text: 'hi' } }]);
  });

  it('are texts', async () => {
    const out = new RecordingCollector();
    for (const body of [undefined, '', { text: 'hi' }, Buffer.from('hi')]) {
      expect(await new Notices().publish(new HttpContext({ body }), out)).to.include({ status: 400 });
    }
    expect(out.items).to.deep.equal([]);
  });

  it('arrive at every client, from those alone who have the key', async () => {
    await using app = await startTestApp({
      controllers: [Notices],
      hubs: ['notices'],
      settings: { WebPubSubFunctionKeys: 'k' },
    });
    const [ann, bob] = [await app.connect('notices'), await app.connect('notices')];
    const post = async (headers: Record<string, string>) => {
      const init = { method: 'POST', headers: { 'content-type': 'text/plain', ...headers }, body: 'Lunch is ready' };
      return (await fetch(`${app.url}/notices`, init)).status;
    };
    expect([await post({}), await post({ 'x-functions-key': 'guessed' })]).to.deep.equal([401, 401]);
    expect(await post({ 'x-functions-key': 'k' })).to.equal(202);
    for (const client of [ann, bob]) {
      expect((await client.next()).data).to.deep.equal({ type: 'notice', text: 'Lunch is ready' });
      expect(client.received.length).to.equal(1);
    }
  });
});

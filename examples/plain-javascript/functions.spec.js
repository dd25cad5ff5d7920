// @ts-check
import { expect } from 'chai';
import {
  connectTestClient,
  RecordingCollector,
  startTestApp,
  TestConnectionRefused,
  userEvent,
} from 'web-pubsub-bindings/testing';
import * as functions from './functions.js';
import { start } from './start.js';

describe('a function of the example in plain JavaScript', () => {
  it('is tested without a server', async () => {
    const out = new RecordingCollector();
    expect(await functions.message.handler(userEvent({ data: 'hi' }), out, 'ann')).to.equal('sent');
    expect(out.items).to.deep.equal([{ message: 'ann: hi' }]);
  });

  it('is tested with clients and the service', async () => {
    const app = await startTestApp({ functions: Object.values(functions) });
    const ann = await app.connect('lobby', { userId: 'ann', protocol: 'simple' });
    await ann.send('hello');
    await ann.next({ data: 'ann: hello' });
    await ann.next({ data: 'sent' });
    const refusal = await app.connect('lobby', { userId: 'mallory' }).catch((error) => error);
    expect(refusal).to.be.instanceOf(TestConnectionRefused).and.include({ status: 401, body: 'Not you.' });
    await app.close();
  });
});

describe('the example in plain JavaScript', () => {
  it('starts, and hands out an address that leads to its functions', async () => {
    const { url, close } = await start();
    const ann = await connectTestClient(`${url}/login?userid=ann`, { protocol: 'simple' });
    await ann.send('hello');
    await ann.next({ data: 'ann: hello' });
    await close();
  });
});

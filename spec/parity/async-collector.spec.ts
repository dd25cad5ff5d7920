import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { WebPubSub, WebPubSubTrigger } from '../../lib/index.js';
import type { AsyncCollector, UserEventContext, WebPubSubEvent } from '../../lib/index.js';
import { answerOf, boot, sentBy } from '../support/parity.js';
import { textOf } from '../support/recording-log.js';
import { settings } from '../support/signed-event.js';

class Chat {
  @WebPubSubTrigger('chat', 'user', 'message')
  async message(_context: UserEventContext, @WebPubSub({ connection: 'Slow' }) out: AsyncCollector): Promise<void> {
    await out.add({ message: 'hi' });
  }
}

describe('parity: WebPubSubAsyncCollectorTests', () => {
  it('55: a collector without a service cannot be made: bootstrap names the parameter', () => {
    expect(() => boot([Chat]))
      .to.throw(/Slow.*Chat\.message/s)
      .with.property('code', 'WPS_CONNECTION_MISSING');
  });

  it('56: null is no output', async () => {
    for (const nothing of [null, undefined]) {
      const { calls, answer } = await sentBy((out) => out.add(nothing as unknown as WebPubSubEvent));
      expect([calls.length, answer.status]).to.deep.equal([0, 500]);
      expect(textOf(answer.lines, 'error')).to.include(`This is no output: it is ${String(nothing)}`);
    }
  });

  it('57: a send to all reaches the service once', async () => {
    const { calls } = await sentBy((out) => out.add({ actionName: 'sendToAll', data: 'hi' }));
    expect(calls.map(({ call, body }) => [call, body.toString()])).to.deep.equal([['POST /api/hubs/chat/:send', 'hi']]);
  });

  it('58: the signal of the invocation reaches the call: at the deadline it is cut off', async () => {
    const service = createServer();
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    const { port } = service.address() as AddressInfo;
    const cut = new Promise((resolve) => {
      service.once('request', (_, response: ServerResponse) => response.once('close', resolve));
    });
    const Slow = `Endpoint=http://127.0.0.1:${String(port)};AccessKey=a key;Version=1.0;`;
    const answer = await answerOf([Chat], {}, { settings: { ...settings, Slow }, invocationTimeout: 60 });
    await cut;
    service.close();
    expect(answer.status).to.equal(500);
  });
});

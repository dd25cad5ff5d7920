import { expect } from 'chai';
import { Hub, UnauthorizedError, WebPubSubTrigger } from '../../lib/index.js';
import type { UserEventContext } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerConnect, answerMessage, answerOf } from '../support/parity.js';
import { textOf } from '../support/recording-log.js';
import { connectBody, eventHeaders, systemHeaders } from '../support/signed-event.js';

const question = (origin: string): WireRequest => ({
  method: 'OPTIONS',
  headers: [['WebHook-Request-Origin', origin]],
});
/** The states that an answer sets; undefined where it leaves them as they are. */
async function statesAfter(run: (context: UserEventContext) => unknown, before?: string): Promise<unknown> {
  const headers = eventHeaders({ 'ce-connectionState': before });
  const written = (await answerMessage(run, { headers })).headers['ce-connectionstate'];
  return written === undefined ? undefined : JSON.parse(Buffer.from(String(written), 'base64').toString());
}
/** The base64 of {"a":1,"b":2}. */
const before = 'eyJhIjoxLCJiIjoyfQ==';
const fail = (): never => {
  throw new Error('the password is 1234');
};

describe('parity: ServiceRequestHandlerTests', () => {
  it('121: a question from a known origin is allowed, for that origin and not for *', async () => {
    const { status, headers } = await answerConnect(() => undefined, question('chat.webpubsub.azure.com'));
    expect([status, headers['webhook-allowed-origin']]).to.deep.equal([200, 'chat.webpubsub.azure.com']);
  });

  it('122: a question from a foreign origin is 400', async () => {
    expect((await answerConnect(() => undefined, question('foreign.example.com'))).status).to.equal(400);
  });

  it('123: connect is answered with a user id', async () => {
    const { status, body, headers } = await answerConnect(() => ({ userId: 'ann' }));
    expect([status, body]).to.deep.equal([200, '{"userId":"ann"}']);
    expect(headers['content-type']).to.equal('application/json; charset=utf-8');
  });

  it('126: a message is answered with ACK', async () => {
    expect(await answerMessage(() => 'ACK')).to.deep.include({ status: 200, body: 'ACK' });
  });

  it('127: states are updated, added and really cleared; what is set after a clear is all there is', async () => {
    expect(await statesAfter(() => ({ states: { a: 3 } }), before)).to.deep.equal({ a: 3, b: 2 });
    expect(await statesAfter(() => ({ states: { c: 3 } }), before)).to.deep.equal({ a: 1, b: 2, c: 3 });
    const clear = (context: UserEventContext): void => {
      context.states = {};
    };
    expect(await statesAfter(clear, before)).to.deep.equal({});
    expect(await statesAfter((context) => (clear(context), { states: { c: 3 } }), before)).to.deep.equal({ c: 3 });
  });

  it('128: a connect function that says nothing is 204, and no function for connect at all 404', async () => {
    expect(await answerConnect(() => undefined)).to.deep.include({ status: 204, body: '' });
    class Without {
      @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
    }
    const request = { headers: systemHeaders('connect'), body: connectBody };
    expect((await answerOf([Without], request)).status).to.equal(404);
  });

  it('129: a throwing connected is 200, as a notification is, and is logged', async () => {
    class Failing {
      @WebPubSubTrigger('chat', 'system', 'connected') connected(): void {
        fail();
      }
    }
    const { status, body, lines } = await answerOf([Failing], { headers: systemHeaders('connected'), body: '{}' });
    expect([status, body]).to.deep.equal([200, '']);
    expect(textOf(lines, 'error')).to.include('the password is 1234');
  });

  it('130: a throwing message is 500 without the text of its error', async () => {
    expect(await answerMessage(fail)).to.deep.include({ status: 500, body: 'Internal Server Error' });
  });

  it('131: an UnauthorizedError in connect is 401 with its text', async () => {
    const answer = await answerConnect(() => {
      throw new UnauthorizedError('not today');
    });
    expect(answer).to.deep.include({ status: 401, body: 'not today' });
  });

  it('132: a hub may have another name than its class', async () => {
    @Hub('custom')
    class Chat {
      @WebPubSubTrigger() message(): string {
        return 'of custom';
      }
    }
    const request = { path: '/api/webpubsub/hubs/custom', headers: eventHeaders({ 'ce-hub': 'custom' }) };
    expect((await answerOf([Chat], request)).body).to.equal('of custom');
    expect((await answerOf([Chat], { ...request, path: '/api/webpubsub/hubs/Chat' })).status).to.equal(404);
  });
});

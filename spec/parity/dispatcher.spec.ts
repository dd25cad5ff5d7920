import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { HostOptions, UserEventContext } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerMessage, answerOf, boot } from '../support/parity.js';
import { eventHeaders, settings, signatureOf } from '../support/signed-event.js';

const echo = ({ data }: UserEventContext): unknown => data;
const statusOf = async (request: WireRequest): Promise<number> => (await answerMessage(echo, request)).status;
const event = (changes: Readonly<Record<string, string | undefined>>): WireRequest => ({
  headers: eventHeaders(changes),
});
/** The question whether events may come, from these origins. */
const question = (origin: string, method = 'OPTIONS'): WireRequest => ({
  method,
  headers: [['WebHook-Request-Origin', origin]],
});

class OfDefault {
  @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
}
class OfItsOwn {
  @WebPubSubTrigger({ hub: 'chat', eventType: 'user', eventName: 'message', connections: ['Own'] }) message(): void {}
}
const own = 'Endpoint=https://own.webpubsub.azure.com;AccessKey=key-of-its-own;Version=1.0;';
const withoutDefault: HostOptions = { settings: { Own: own } };
const withBoth: HostOptions = { settings: { ...settings, Own: own } };

describe('parity: WebPubSubTriggerDispatcherTests', () => {
  it('1: a request with a valid signature is 200', async () => {
    expect(await statusOf(event({}))).to.equal(200);
  });

  it('2: a request without a user is 200, and the context has none', async () => {
    const answer = await answerMessage(({ userId }) => ({ user: userId ?? 'none' }), event({ 'ce-userId': undefined }));
    expect(answer).to.deep.include({ status: 200, body: '{"user":"none"}' });
  });

  it('3: an unknown hub is 404', async () => {
    const path = '/api/webpubsub/hubs/lobby';
    expect(await statusOf({ ...event({ 'ce-hub': 'lobby' }), path })).to.equal(404);
  });

  it('4: a wrong signature is 401', async () => {
    expect(await statusOf(event({ 'ce-signature': signatureOf('c1', 'another key') }))).to.equal(401);
  });

  it('5: a request without a connection id is 400', async () => {
    expect(await statusOf(event({ 'ce-connectionId': undefined }))).to.equal(400);
  });

  it('6: DELETE is 405, and says what there is', async () => {
    const answer = await answerMessage(echo, { method: 'DELETE' });
    expect([answer.status, answer.headers.allow]).to.deep.equal([405, 'OPTIONS, POST']);
  });

  it('7: abuse protection accepts OPTIONS, also with two origins of which one is known; GET is no question', async () => {
    const two = 'foreign.example.com, chat.webpubsub.azure.com';
    expect(await statusOf(question('chat.webpubsub.azure.com'))).to.equal(200);
    expect(await statusOf(question(two))).to.equal(200);
    expect(await statusOf(question(two, 'GET'))).to.equal(405);
  });

  it('8: abuse protection refuses a foreign origin with 400; GET is no question', async () => {
    expect(await statusOf(question('foreign.example.com'))).to.equal(400);
    expect(await statusOf(question('foreign.example.com', 'GET'))).to.equal(405);
  });

  it('9: without any connection OPTIONS is 200 only where verification was switched off, else bootstrap fails', async () => {
    const options: HostOptions = { settings: {}, verify: false };
    expect((await answerOf([OfDefault], question('any.example.com'), options)).status).to.equal(200);
    expect(() => boot([OfDefault], { settings: {} }))
      .to.throw()
      .with.property('code', 'WPS_CONNECTION_MISSING');
  });

  for (const [fact, controller, options, origin, status] of [
    ['10: without a default, a function’s own connection that matches is 200', OfItsOwn, withoutDefault, 'own', 200],
    ['11: without a default, a function’s own connection that does not is 400', OfItsOwn, withoutDefault, 'chat', 400],
    ['12: a function’s own connection matches where the default does not: 200', OfItsOwn, withBoth, 'own', 200],
    ['13: the default would match, the function’s own connection does not: 400', OfItsOwn, withBoth, 'chat', 400],
    ['14: a function without connections has the default, which matches: 200', OfDefault, withBoth, 'chat', 200],
    ['15: a function without connections has the default, which does not match: 400', OfDefault, withBoth, 'own', 400],
  ] as const) {
    it(fact, async () => {
      const answer = await answerOf([controller], question(`${origin}.webpubsub.azure.com`), options);
      expect(answer.status).to.equal(status);
    });
  }

  it('16: several signatures are accepted with and without a space, in either order', async () => {
    const [right, other] = [signatureOf('c1'), signatureOf('c1', 'secondary')];
    for (const signature of [`${right},${other}`, `${right}, ${other}`, `${other},${right}`, `${other}, ${right}`]) {
      expect(await statusOf(event({ 'ce-signature': signature }))).to.equal(200);
    }
    expect(await statusOf(event({ 'ce-signature': `${other}, ${other}` }))).to.equal(401);
  });

  it('17: a message of application/xml is 400', async () => {
    const request = { ...event({ 'Content-Type': 'application/xml' }), body: '<a/>' };
    expect(await statusOf(request)).to.equal(400);
  });
});

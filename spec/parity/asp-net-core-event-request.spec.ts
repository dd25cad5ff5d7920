import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { ConnectContext, ConnectedContext, DisconnectedContext, UserEventContext } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerConnect, answerMessage, answerOf, boot } from '../support/parity.js';
import { eventHeaders, signatureOf, systemHeaders } from '../support/signed-event.js';

class Chat {
  @WebPubSubTrigger('chat', 'user', 'message') message(): void {}
}
const body =
  '{"claims":{"sub":["ann"],"role":["a","b"]},"query":{"room":["1"]},"headers":{"User-Agent":["spec"]},' +
  '"subprotocols":["one","two"],"clientCertificates":[{"thumbprint":"ABCD","content":"PEM"}]}';

/** Keeps the context of a connect with that body. */
async function connectWith(headers = systemHeaders('connect')): Promise<ConnectContext> {
  const seen: ConnectContext[] = [];
  await answerConnect((context) => void seen.push(context), { headers, body });
  return seen[0]!;
}
/** What an event with these changes is answered with. */
const statusOf = async (changes: Readonly<Record<string, string | undefined>>): Promise<number> =>
  (await answerMessage(() => undefined, { headers: eventHeaders(changes) })).status;
const stateOf = (written: string | string[] | undefined): unknown =>
  written === undefined ? undefined : JSON.parse(Buffer.from(String(written), 'base64').toString());

describe('parity: WebPubSubEventRequestTests', () => {
  it('133: states are merged, kept, overwritten and cleared', async () => {
    const after = async (run: (context: UserEventContext) => unknown) => {
      // The base64 of {"a":1}.
      const headers = eventHeaders({ 'ce-connectionState': 'eyJhIjoxfQ==' });
      return stateOf((await answerMessage(run, { headers })).headers['ce-connectionstate']);
    };
    expect(await after(() => ({ states: { b: 2 } }))).to.deep.equal({ a: 1, b: 2 });
    expect(await after(() => 'kept, so not sent again')).to.equal(undefined);
    expect(await after(() => ({ states: { a: 'new' } }))).to.deep.equal({ a: 'new' });
    expect(await after((context) => void (context.states = {}))).to.deep.equal({});
  });

  it('134: what one answer wrote, the next event reads', async () => {
    const states = { text: 'Zoë 你好', list: [1, null], nested: { a: true } };
    const { headers } = await answerMessage(() => ({ states }));
    const next = { headers: eventHeaders({ 'ce-connectionState': String(headers['ce-connectionstate']) }) };
    expect(JSON.parse((await answerMessage((context) => context.states, next)).body)).to.deep.equal(states);
  });

  it('135: the JSON of a connect is read', async () => {
    const context = await connectWith();
    expect(context.claims).to.deep.equal({ sub: ['ann'], role: ['a', 'b'] });
    expect(context.query).to.deep.equal({ room: ['1'] });
    expect(context.headers).to.deep.equal({ 'User-Agent': ['spec'] });
    expect(context.subprotocols).to.deep.equal(['one', 'two']);
    expect(context.clientCertificates).to.deep.equal([{ thumbprint: 'ABCD', content: 'PEM' }]);
  });

  it('136: the parts of a connect are the same JSON again', async () => {
    const { claims, query, headers, subprotocols, clientCertificates } = await connectWith();
    expect(JSON.stringify({ claims, query, headers, subprotocols, clientCertificates })).to.equal(body);
  });

  it('137: a user event serialises as what a log may show, without data and signature', async () => {
    const headers = eventHeaders({ 'ce-userId': 'ann' });
    const answer = await answerMessage((context) => ({ data: JSON.stringify(context), dataType: 'json' }), { headers });
    expect(JSON.parse(answer.body)).to.deep.equal({
      ...{ eventType: 'user', eventName: 'message', hub: 'chat', connectionId: 'c1', userId: 'ann', id: '1' },
      time: '2026-01-01T00:00:00.000Z',
    });
  });

  it('138: the JSON of a disconnected is read, also without a reason', async () => {
    const reasons: (string | undefined)[] = [];
    class Gone {
      @WebPubSubTrigger('chat', 'system', 'disconnected') disconnected({ reason }: DisconnectedContext): void {
        reasons.push(reason);
      }
    }
    const send = (text: string) => answerOf([Gone], { headers: systemHeaders('disconnected'), body: text });
    const statuses = [(await send('{"reason":"timeout"}')).status, (await send('{"reason":null}')).status];
    expect([statuses, reasons]).to.deep.equal([
      [200, 200],
      ['timeout', undefined],
    ]);
  });

  it('139: the headers of a connect are read', async () => {
    const origin = 'chat.webpubsub.azure.com';
    const context = await connectWith(systemHeaders('connect', { 'ce-userId': 'ann', 'ce-subprotocol': 'one' }));
    const { hub, connectionId, userId, subprotocol, eventType, eventName, signature } = context;
    expect([context.origin, hub, connectionId, userId]).to.deep.equal([origin, 'chat', 'c1', 'ann']);
    expect([subprotocol, eventType, eventName]).to.deep.equal(['one', 'system', 'connect']);
    expect([signature, context.eventHeaders['ce-specversion']]).to.deep.equal([signatureOf('c1'), '1.0']);
  });

  it('140: the headers of a connected are read', async () => {
    const seen: unknown[] = [];
    class Come {
      @WebPubSubTrigger('chat', 'system', 'connected') connected(context: ConnectedContext): void {
        seen.push(context.connectionId, context.userId, context.states);
      }
    }
    // The base64 of {"a":1}.
    const headers = systemHeaders('connected', { 'ce-userId': 'ann', 'ce-connectionState': 'eyJhIjoxfQ==' });
    await answerOf([Come], { headers, body: '{}' });
    expect(seen).to.deep.equal(['c1', 'ann', { a: 1 }]);
  });

  it('141: the data of a user event is read as its type says', async () => {
    const seen = async (contentType: string, sent: string | Buffer) => {
      const headers = eventHeaders({ 'Content-Type': contentType });
      const run = ({ data, dataType, payload }: UserEventContext) => ({ data, dataType, bytes: payload.length });
      return JSON.parse((await answerMessage(run, { headers, body: sent })).body) as unknown;
    };
    expect(await seen('text/plain', 'hé')).to.deep.equal({ data: 'hé', dataType: 'text', bytes: 3 });
    expect(await seen('application/json', '[1]')).to.deep.equal({ data: [1], dataType: 'json', bytes: 3 });
    const bytes = { type: 'Buffer', data: [0, 255] };
    const binary = await seen('application/octet-stream', Buffer.from([0, 255]));
    expect(binary).to.deep.equal({ data: bytes, dataType: 'binary', bytes: 2 });
  });

  it('142: a signature with the right key is accepted, with another it is 401', async () => {
    expect(await statusOf({})).to.equal(204);
    expect(await statusOf({ 'ce-signature': signatureOf('c1', 'another key') })).to.equal(401);
  });

  it('143: without options nothing is valid: bootstrap fails', () => {
    expect(() => boot([Chat], { settings: {} }))
      .to.throw()
      .with.property('code', 'WPS_CONNECTION_MISSING');
  });

  it('144: without a key nothing is valid: bootstrap fails', () => {
    const settings = { WebPubSubConnectionString: 'Endpoint=https://chat.webpubsub.azure.com' };
    expect(() => boot([Chat], { settings }))
      .to.throw()
      .with.property('code', 'WPS_CONNECTION_INVALID');
  });

  it('145: no signature is 401', async () => {
    expect(await statusOf({ 'ce-signature': undefined })).to.equal(401);
  });

  it('146: of several signatures one has to be made with the key', async () => {
    const [right, wrong] = [signatureOf('c1'), signatureOf('c1', 'secondary')];
    expect(await statusOf({ 'ce-signature': `${wrong},${right}` })).to.equal(204);
    expect(await statusOf({ 'ce-signature': `${wrong},${wrong}` })).to.equal(401);
  });

  it('147: OPTIONS is a question, also of two domains; DELETE is none', async () => {
    const ask = (origin: string, method = 'OPTIONS'): WireRequest => ({
      method,
      headers: [['WebHook-Request-Origin', origin]],
    });
    const known = 'chat.webpubsub.azure.com';
    const statuses = [ask(known), ask(`${known},other.example.com`), ask(known, 'DELETE')].map(
      async (request) => (await answerOf([Chat], request)).status,
    );
    expect(await Promise.all(statuses)).to.deep.equal([200, 200, 405]);
  });

  it('148: origins are compared by host, whatever scheme stands before them', async () => {
    for (const [origin, status] of [
      ['chat.webpubsub.azure.com', 204],
      ['https://chat.webpubsub.azure.com', 204],
      ['CHAT.WebPubSub.azure.com', 204],
      ['webpubsub.azure.com', 401],
      ['chat.webpubsub.azure.com.example.com', 401],
    ] as const) {
      expect(await statusOf({ 'WebHook-Request-Origin': origin }), origin).to.equal(status);
    }
  });
});

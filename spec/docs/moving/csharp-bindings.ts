import { expect } from 'chai';
import type { Story } from '../../support/play.js';
import { claimsOf, key, say } from './talk.js';

/** The blocks of docs/from-csharp.md about what starts a function and what comes in. */
export const csharpBindings: Readonly<Record<string, Story>> = {
  'chat.ts': async (app) => {
    const client = await app.client('/negotiate?userid=ann');
    client.socket.send('hello');
    expect([await client.next(), await client.next()]).to.have.members(['hello', 'sent']);
    expect(await app.refused('/negotiate?userid=mallory')).to.include({ status: 401 });
  },

  'main.ts': async (app) => {
    expect(app.host.functions.map(({ route }) => route)).to.include.members([
      '/api/negotiate',
      '/api/webpubsub/hubs/chathub',
    ]);
    expect(app.lines.map(({ message }) => message).join('')).to.include('{query.userid}, which any caller can write');
    const ann = await app.client('/api/negotiate?userid=ann');
    const bob = await app.client('/api/negotiate?userid=bob');
    bob.socket.send('hello');
    expect(await ann.next()).to.equal('hello');
    const stops = (['SIGTERM', 'SIGINT'] as const).map(takeNewestListener);
    await stops[0]?.();
    expect(await app.host.handle({ method: 'POST', url: '/api/webpubsub/hubs/chathub', headers: [] })).to.include({
      status: 503,
    });
  },

  'triggers.ts': async (app) => {
    const answers = await Promise.all(
      ['join', 'leave', 'rename', 'wave', 'ping'].map((name) => app.post(say(name, 'x'))),
    );
    expect(answers.map(({ body }) => body)).to.deep.equal(['joined', 'left', 'renamed', 'waved', 'pong']);
    expect(await app.post(say('nudge', 'x'))).to.include({ status: 400 });
    await app.post({ type: 'azure.webpubsub.sys.disconnected', body: { reason: 'idle' } });
    expect(app.lines.map(({ message }) => message)).to.include('idle');
  },

  'negotiate.ts': async (app) => {
    const headers = { 'x-functions-key': key, 'x-user': 'ann' };
    expect(await app.ask('/rooms/tea/negotiate')).to.include({ status: 401 });
    const { body } = await app.ask('/rooms/tea/negotiate', { headers });
    const { accessToken } = body as { accessToken: string };
    expect(claimsOf(accessToken)).to.deep.include({ sub: 'ann', role: ['webpubsub.sendToGroup.tea'] });
    expect(await app.ask(`/token?accesstoken=${accessToken}`)).to.have.nested.property('body.accessToken', accessToken);
    expect(await app.ask('/token?accesstoken=x')).to.include({ status: 401 });
    const login = await app.ask('/login?userid=bob', { method: 'POST', headers });
    expect(login.body).to.have.keys('baseUrl', 'url', 'accessToken');
  },

  'own-route.ts': async (app) => {
    const origin = app.origin;
    expect(await app.ask('/events', { method: 'OPTIONS', headers: { 'WebHook-Request-Origin': origin } })).to.include({
      status: 200,
    });
    expect(await app.post(say('message', 'hi'), '/events')).to.include({ status: 200, body: 'you said hi' });
    const connect = { type: 'azure.webpubsub.sys.connect', headers: { 'ce-userId': 'ann' } };
    expect((await app.post(connect, '/events')).body).to.deep.equal({ userId: 'ann' });
    const forged = { ...say('message', 'hi').headers, 'ce-signature': 'sha256=00' };
    expect(await app.post({ ...say('message', 'hi'), headers: forged }, '/events')).to.include({ status: 401 });
  },

  'http.ts': async (app) => {
    const send = (body: string, query = '') =>
      app.ask(`/rooms/tea/messages${query}`, { method: 'POST', body, headers: { 'x-functions-key': key } });
    expect(await app.ask('/rooms/tea/messages', { method: 'POST', body: 'hi' })).to.include({ status: 401 });
    expect(await send('hi', '?dry=1')).to.include({ status: 204 });
    expect(await send('')).to.deep.include({ status: 400, body: { title: 'Say something.', status: 400 } });
    expect(await send('hi')).to.deep.include({ status: 202, body: { room: 'tea' } });
  },

  'expressions.ts': async (app) => {
    const headers = { 'x-functions-key': key, 'x-device': 'phone', 'content-type': 'application/json' };
    const { body } = await app.ask('/enter/acme?tab=2', { method: 'POST', headers, body: '{"name":"ann"}' });
    expect(claimsOf((body as { accessToken: string }).accessToken)).to.include({ sub: 'acme.ann.phone.2' });
    expect(await app.ask('/enter/acme', { method: 'POST', headers, body: '{}' })).to.include({ status: 400 });
    expect(await app.post(say('echo', 'hi'))).to.include({ status: 204 });
  },

  'parts.ts': async (app) => {
    const headers = { 'ce-userId': 'ann' };
    expect(await app.post(say('say', 'hi', headers))).to.include({ body: 'ann c1 text: hi' });
    expect(await app.post(say('say', 'x'.repeat(501)))).to.include({ status: 400 });
    const body = { claims: { sub: ['ann'] }, query: { tab: ['2'] }, subprotocols: ['chat'], clientCertificates: [{}] };
    const connect = await app.post({ type: 'azure.webpubsub.sys.connect', body });
    expect(connect.body).to.deep.equal({ userId: 'ann-2-1', subprotocol: 'chat' });
    await app.post({ type: 'azure.webpubsub.sys.disconnected', body: { reason: 'idle' } });
    expect(app.lines.map(({ message }) => message)).to.include('idle');
  },
};

/** What the block does at a signal; it is not left to the process of the specs. */
function takeNewestListener(signal: NodeJS.Signals): (() => Promise<void>) | undefined {
  const listener = process.listeners(signal).at(-1);
  if (listener !== undefined) process.removeListener(signal, listener);
  return listener as (() => Promise<void>) | undefined;
}

import { expect } from 'chai';
import type { MovedApp } from '../../support/moved-app.js';
import type { Story } from '../../support/play.js';
import { stateHeader } from '../../support/signed-event.js';
import { claimsOf, connect, key, say, statesOf } from './talk.js';

/** Two people in the lobby, and one who may not come in. */
const chat =
  (login: string): Story =>
  async (app) => {
    const [ann, bob] = [await app.client(`${login}?userid=ann`), await app.client(`${login}?userid=bob`)];
    bob.socket.send('hello');
    expect([await bob.next(), await bob.next()]).to.have.members(['bob: hello', 'sent']);
    expect(await ann.next()).to.equal('bob: hello');
    expect(await app.refused(`${login}?userid=mallory`)).to.include({ status: 401 });
  };
const post = (app: MovedApp, path: string) => app.ask(path, { method: 'POST' });

/** The blocks of docs/from-functions-node.md. */
export const functionsNode: Readonly<Record<string, Story>> = {
  'functions.js': chat('/login'),
  'main.js': chat('/api/login'),
  'chat.ts': chat('/login'),

  'triggers.js': async (app) => {
    expect(app.host.functions.map(({ name }) => name)).to.deep.equal(['join', 'chathub-leave']);
    const ann = await app.jsonClientOf('ann');
    ann.socket.send('{"type":"event","event":"join","dataType":"text","data":""}');
    expect(await ann.nextJson()).to.include({ data: 'ann joined' });
    expect(await app.post(say('leave', ''))).to.include({ body: 'left' });
  },

  'answers.js': async (app) => {
    expect(await app.post(connect({ query: { banned: ['1'] } }))).to.include({ status: 401, body: 'Banned.' });
    const accepted = await app.post(connect({}));
    expect(accepted.body).to.include({ userId: 'ann' });
    expect(statesOf(accepted.headers)).to.deep.equal({ visits: 1 });
    expect((await app.post(say('answer', 'json'))).body).to.deep.equal({ hi: 1 });
    expect(await app.post(say('answer', 'binary'))).to.include({ body: '\u0001\u0002' });
    expect(await app.post(say('answer', 'fault'))).to.include({ status: 400, body: 'Say something else.' });
    const said = await app.post(say('answer', 'x', { 'ce-connectionState': stateHeader({ visits: 1 }) }));
    expect([said.body, statesOf(said.headers)]).to.deep.equal(['hi', { visits: 1, said: 'x' }]);
  },

  'inputs.js': async (app) => {
    const headers = { 'x-functions-key': key, 'x-ms-client-principal-name': 'ann' };
    const { status, headers: answered, body } = await app.ask('/rooms/tea/negotiate', { method: 'POST', headers });
    expect([status, answered.get('cache-control')]).to.deep.equal([201, 'no-store']);
    const { room, baseUrl, accessToken } = body as Record<string, string>;
    expect([room, baseUrl]).to.deep.equal(['tea', `ws://${app.origin}/clients/mqtt/hubs/chathub`]);
    expect(claimsOf(accessToken ?? '')).to.include({ sub: 'ann' });
    expect(await app.post(say('message', 'hi'), '/events')).to.include({ status: 200, body: 'you said hi' });
    expect(await app.post(connect({}), '/events')).to.include({ status: 200, body: '' });
    const unknown = { 'WebHook-Request-Origin': 'two.example.com' };
    expect(await app.post(say('message', 'hi', unknown), '/events')).to.include({ status: 401 });
  },

  'outputs.js': async (app) => {
    const ann = await app.clientOf('ann');
    expect(await post(app, '/both')).to.include({ status: 202 });
    await post(app, '/returned');
    const heard = [await ann.next(), await ann.next(), await ann.next(), await ann.next()];
    expect(heard).to.have.members(['one', '{"two":2}', 'three', 'four']);
  },

  'around.js': async (app) => {
    const ann = await app.clientOf('ann');
    (app.module['tick'] as () => void)();
    expect(await ann.next()).to.match(/^\d{4}-\d\d-\d\dT/);
    await (app.module['onOrder'] as (order: object) => Promise<void>)({ customer: 'ann', state: 'shipped' });
    expect(await ann.next()).to.equal('shipped');
    await (app.module['stop'] as () => Promise<void>)();
    expect(await app.host.handle({ method: 'POST', url: '/', headers: [], body: '' })).to.include({ status: 503 });
  },

  'version3.js': async (app) => {
    const [ann, bob] = [await app.client('/login?userid=ann'), await app.client('/login?userid=bob')];
    ann.socket.send(Buffer.from([7]));
    expect(await bob.next()).to.deep.equal(Buffer.from([7]));
    expect([await ann.next(), await ann.next()].map(String)).to.include('thanks, ann');
  },
};

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Story } from '../../support/play.js';
import { stateHeader } from '../../support/signed-event.js';
import { connect, mqttHeaders, say, statesOf } from './talk.js';

type Middleware = (...handled: [...Parameters<RequestListener>, next: () => void]) => void;

/** The blocks of docs/from-express.md. */
export const express: Readonly<Record<string, Story>> = {
  'app.ts': async (app) => {
    const [ann, bob] = [await app.client('/negotiate?user=ann'), await app.client('/negotiate?user=bob')];
    bob.socket.send('hello');
    expect([await bob.next(), await bob.next()]).to.have.members(['bob: hello', 'sent']);
    expect(await ann.next()).to.equal('bob: hello');
    expect(await app.refused('/negotiate?user=mallory')).to.include({ status: 401 });
  },

  'connect.ts': async (app) => {
    expect(await app.post(connect({}))).to.include({ status: 401, body: 'No tenant.' });
    const claims = { tid: ['acme'] };
    expect(await app.post(connect({ claims, query: { room: [''] } }))).to.include({ status: 400, body: 'Which room?' });
    expect(await app.post(connect({ claims }))).to.include({ status: 204 });
    const { headers, body } = await app.post(connect({ claims, subprotocols: ['chat'] }));
    expect(body).to.have.keys('userId', 'groups', 'roles', 'subprotocol');
    expect(statesOf(headers)).to.deep.equal({ tenant: 'acme' });
  },

  'user-events.ts': async (app) => {
    expect(await app.post(say('echo', 'hi'))).to.include({ body: 'HI' });
    const json = { 'Content-Type': 'application/json' };
    expect((await app.post(say('echo', '[1]', json))).body).to.deep.equal({ got: [1] });
    const echoed = await app.post(say('echo', 'raw', { 'Content-Type': 'application/x-protobuf' }));
    expect([echoed.headers.get('content-type'), echoed.body]).to.deep.equal(['application/octet-stream', 'raw']);
    const counted = await app.post(say('count', '', { 'ce-connectionState': stateHeader({ count: 1 }) }));
    expect([counted.body, statesOf(counted.headers)]).to.deep.equal(['2', { count: 2 }]);
    expect(await app.post(say('quiet', ''))).to.include({ status: 204 });
    expect(await app.post(say('other', ''))).to.include({ status: 404 });
  },

  'notifications.ts': async (app) => {
    const client = await app.jsonClientOf('ann');
    client.socket.send('{"type":"joinGroup","group":"lobby","ackId":1}');
    await client.next();
    await client.close();
    await app.post({ type: 'azure.webpubsub.gp.joined', body: { group: 'lobby' } });
    await app.post({ type: 'azure.webpubsub.gp.left', body: { group: 'lobby' } });
    await app.post({ type: 'azure.webpubsub.sys.disconnected', body: { reason: 'idle' } });
    const said = app.lines.map(({ message }) => message);
    expect(said).to.include.members(['joined lobby', 'left lobby', 'idle']);
    expect(app.lines.find(({ message }) => message.length > 20)?.details).to.include({ function: 'Members.connected' });
  },

  'endpoints.ts': async (app) => {
    expect(app.host.eventHandlerPath('chathub')).to.equal('/events');
    expect(await app.post(say('message', 'hi'))).to.include({ body: app.origin });
    const elsewhere = { 'WebHook-Request-Origin': 'two.example.com' };
    expect(await app.post(say('message', 'hi', elsewhere))).to.include({ status: 401 });
    const client = await app.clientOf('ann');
    client.socket.send('hello');
    expect(await client.next()).to.equal('localhost');
  },

  'mqtt.ts': async (app) => {
    const refused = await app.post(connect({ mqtt: { protocolVersion: 5 } }, mqttHeaders));
    expect(refused.body).to.deep.equal({ mqtt: { code: 134, reason: 'Who?' } });
    const accepted = await app.post(connect({ mqtt: { protocolVersion: 5, username: 'door' } }, mqttHeaders));
    expect(accepted.body).to.include({ userId: 'door' });
    expect(await app.post(connect({}))).to.include({ status: 204 });
    const mqtt = { initiatedByClient: true, disconnectPacket: { code: 4, userProperties: [] } };
    await app.post({ type: 'azure.webpubsub.sys.disconnected', body: { mqtt }, headers: mqttHeaders });
    expect(app.lines.map(({ message }) => message)).to.include('true 4');
  },

  'service.ts': async (app) => {
    const answer = await app.ask('/negotiate', { headers: { 'x-user': 'ann' } });
    expect(answer.body).to.have.keys('baseUrl', 'url', 'accessToken');
    const client = await app.clientOf('ann');
    await (app.module['welcome'] as (userId: string) => Promise<void>)('ann');
    expect([await client.next(), await client.next()]).to.deep.equal(['{"came":"ann"}', 'welcome']);
  },

  'beside.ts': async (app) => {
    const events = app.module['events'] as Middleware;
    const server = createServer((request, response) => events(request, response, () => response.end('of Express')));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    try {
      expect(await app.ask(`${url}/health`)).to.include({ body: 'of Express' });
      const path = `${url}${app.host.eventHandlerPath('chathub')}`;
      expect(await app.post(say('message', 'hi'), path)).to.include({ body: 'you said hi' });
    } finally {
      server.close();
    }
  },

  'by-hand.ts': async (app) => {
    const { body } = await app.post(connect({ query: { name: ['ann'] } }));
    expect(body).to.deep.equal({ userId: 'ann', groups: ['lobby'] });
    const client = await app.clientOf('ann');
    client.socket.send('one');
    expect(await client.next()).to.equal('ann said one, 1 so far');
    client.socket.send('two');
    expect(await client.next()).to.equal('ann said two, 2 so far');
  },
};

import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

describe('the emulator to a simple client', () => {
  it('sends every message to the app as the user event message, and its answer back', () =>
    withEmulator(
      async ({ clientUrl, app }) => {
        const client = await WebSocketClient.open(clientUrl({ sub: 'ann' }));
        client.socket.send('hello');
        expect(await client.next()).to.equal('you said hello');
        const { headers } = await app.seen('message');
        expect(headers).to.include({
          'ce-type': 'azure.webpubsub.user.message',
          'content-type': 'text/plain; charset=utf-8',
          'ce-userid': 'ann',
        });
        expect(headers).to.not.have.property('ce-subprotocol');
      },
      ({ event, body }) =>
        event === 'message' ? { headers: { 'Content-Type': 'text/plain' }, body: `you said ${body}` } : {},
    ));

  it('keeps bytes bytes, both ways', () =>
    withEmulator(
      async ({ clientUrl, app }) => {
        const client = await WebSocketClient.open(clientUrl());
        client.socket.send(Buffer.from([1, 2]));
        expect(await client.next()).to.deep.equal(Buffer.from([3, 4]));
        expect((await app.seen('message')).headers).to.include({ 'content-type': 'application/octet-stream' });
      },
      ({ event }) =>
        event === 'message'
          ? { headers: { 'Content-Type': 'application/octet-stream' }, body: Buffer.from([3, 4]) }
          : {},
    ));

  it('takes an empty answer for none', () =>
    withEmulator(
      async ({ clientUrl }) => {
        const client = await WebSocketClient.open(clientUrl());
        client.socket.send('quiet');
        client.socket.send('loud');
        expect(await client.next()).to.equal('loud');
      },
      ({ event, body }) => {
        if (event !== 'message') return {};
        return { headers: { 'Content-Type': 'text/plain' }, ...(body === 'loud' ? { body } : {}) };
      },
    ));

  it('gets an empty text for an answer of metadata alone', () =>
    withEmulator(
      async ({ clientUrl }) => {
        const client = await WebSocketClient.open(clientUrl());
        client.socket.send('x');
        expect(await client.next()).to.equal('');
      },
      ({ event }) => (event === 'message' ? { status: 204, headers: { 'X-WebPubSub-Metadata-A': '1' } } : {}),
    ));

  it('gets what REST sends as text or as bytes, by its type, also for a second', () =>
    withEmulator(async (story) => {
      const client = await WebSocketClient.open(story.clientUrl());
      await story.app.seen('connected');
      const rows = [
        ['application/octet-stream', Buffer.from('{}')],
        ['application/json', '{}'],
        ['text/plain', '{}'],
      ] as const;
      for (const [type, expected] of rows) {
        await call(story, 'POST', '/api/hubs/chat/:send?messageTtlSeconds=1', { type, body: '{}' });
        expect(await client.next(), type).to.deep.equal(expected);
      }
    }));

  it('closes with 1011 when the app fails', () =>
    withEmulator(
      async ({ clientUrl, app, warnings }) => {
        const client = await WebSocketClient.open(clientUrl());
        client.socket.send('x');
        expect(await client.closed).to.deep.equal({ code: 1011, reason: 'Internal server error' });
        expect((await app.seen('disconnected')).body).to.equal('{"reason":"Internal server error"}');
        const problem = 'the app answered 404: does the app have a function for this event?';
        expect(warnings[0]).to.include({ eventName: 'message', problem });
      },
      ({ event }) => (event === 'message' ? { status: 404 } : {}),
    ));

  it('closes with 1011 when no event handler takes message', () =>
    withEmulator(async ({ emulator, clientUrl, app }) => {
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, userEventPattern: 'other' }] });
      const client = await WebSocketClient.open(clientUrl());
      client.socket.send('x');
      expect(await client.closed).to.include({ code: 1011 });
    }));

  it('publishes to a group in the mode sendToGroup, bytes as bytes and without joining it', () =>
    withEmulator(async ({ clientUrl }) => {
      const url = clientUrl({ role: 'webpubsub.sendToGroup.g' }, '&webpubsub_mode=sendToGroup&group=g');
      const sender = await WebSocketClient.open(url);
      const member = await WebSocketClient.open(clientUrl({ 'webpubsub.group': 'g' }));
      sender.socket.send('text');
      sender.socket.send(Buffer.from([1]));
      expect([await member.next(), await member.next()]).to.deep.equal(['text', Buffer.from([1])]);
    }));

  it('keeps two of them in their own groups, and echoes to a member that does not say noEcho', () =>
    withEmulator(async ({ clientUrl }) => {
      const open = (group: string, query = '') =>
        WebSocketClient.open(
          clientUrl(
            { role: 'webpubsub.sendToGroup', 'webpubsub.group': group },
            `&webpubsub_mode=sendToGroup&group=${group}${query}`,
          ),
        );
      const [loud, quiet, other] = [await open('g'), await open('g', '&noEcho=true'), await open('h')];
      quiet.socket.send('from quiet');
      expect(await loud.next()).to.equal('from quiet');
      loud.socket.send('from loud');
      other.socket.send('from other');
      expect([await loud.next(), await quiet.next(), await other.next()]).to.deep.equal([
        ...['from loud', 'from loud', 'from other'],
      ]);
    }));

  it('asks for the permission at each message: what REST grants and revokes counts at once', () =>
    withEmulator(async (story) => {
      const { app, clientUrl } = story;
      const query = '&webpubsub_mode=sendToGroup&group=g';
      const sender = await WebSocketClient.open(clientUrl({ 'webpubsub.group': 'g' }, query));
      const id = String((await app.seen('connected')).headers['ce-connectionid']);
      const path = `/api/hubs/chat/permissions/sendToGroup/connections/${id}?targetName=g`;
      await call(story, 'PUT', path);
      sender.socket.send('may');
      expect(await sender.next()).to.equal('may');
      await call(story, 'DELETE', path);
      sender.socket.send('may not');
      expect(await sender.closed).to.include({ code: 1008 });
    }));

  it('asks for the permission at the first message, and closes with 1008 without it', () =>
    withEmulator(async ({ clientUrl }) => {
      const sender = await WebSocketClient.open(clientUrl({}, '&webpubsub_mode=SENDTOGROUP&group=g'));
      sender.socket.send('text');
      expect(await sender.closed).to.deep.equal({
        code: 1008,
        reason: 'The connection is not authorized for raw sendToGroup mode.',
      });
    }));

  it('refuses a mode that there is not', () =>
    withEmulator(async ({ clientUrl }) => {
      const refusals = await Promise.all(
        [
          '&webpubsub_mode=other',
          '&webpubsub_mode=sendToGroup',
          '&webpubsub_mode=sendToGroup&group=g&noEcho=maybe',
        ].map((query) => WebSocketClient.refused(clientUrl({}, query))),
      );
      expect(refusals.map(({ status }) => status)).to.deep.equal([400, 400, 400]);
    }));

  it('speaks the custom subprotocol that the app chose', () =>
    withEmulator(
      async ({ clientUrl, app }) => {
        const client = await WebSocketClient.open(clientUrl(), ['chat.v1', 'chat.v2']);
        expect(client.socket.protocol).to.equal('chat.v2');
        expect(JSON.parse((await app.seen('connect')).body)).to.deep.include({ subprotocols: ['chat.v1', 'chat.v2'] });
        expect((await app.seen('connected')).headers).to.include({ 'ce-subprotocol': 'chat.v2' });
      },
      ({ event }) => (event === 'connect' ? { body: '{"subprotocol":"chat.v2"}' } : {}),
    ));
});

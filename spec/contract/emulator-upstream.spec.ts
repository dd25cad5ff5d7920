import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { withEmulator } from '../support/emulator-story.js';
import type { AnswerEvent } from '../support/recording-app.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const json = ['json.webpubsub.azure.v1'];
const primary = 'primary-primary-primary-primary-1';
const secondary = 'secondary-secondary-secondary-2';

const on =
  (event: string, answer: Awaited<ReturnType<AnswerEvent>>): AnswerEvent =>
  (request) =>
    request.event === event ? answer : {};

describe('an event of the emulator', () => {
  it('is validated first, without naming a port', () =>
    withEmulator(async ({ json, app }) => {
      await json();
      const { method, url, headers } = app.requests[0] ?? {};
      expect([method, url]).to.deep.equal(['OPTIONS', '/chat/validate']);
      expect(headers).to.include({ 'webhook-request-origin': 'localhost', 'ce-awpsversion': '1.0' });
    }));

  it('is a POST of CloudEvents in binary mode', () =>
    withEmulator(async ({ json, app }) => {
      await json({ sub: 'änn' });
      const { method, url, headers, body } = await app.seen('connected');
      const id = String(headers['ce-connectionid']);
      expect([method, url, body]).to.deep.equal(['POST', '/chat/connected', '{}']);
      expect(headers).to.include({
        'content-type': 'application/json; charset=utf-8',
        'webhook-request-origin': 'localhost',
        'ce-specversion': '1.0',
        'ce-awpsversion': '1.0',
        'ce-type': 'azure.webpubsub.sys.connected',
        'ce-source': `/hubs/chat/client/${id}`,
        'ce-id': '1',
        'ce-hub': 'chat',
        'ce-eventname': 'connected',
        'ce-subprotocol': 'json.webpubsub.azure.v1',
      });
      expect(Buffer.from(String(headers['ce-userid']), 'latin1').toString('utf8')).to.equal('änn');
      expect(headers['ce-time']).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    }));

  it('is signed with both keys', () =>
    withEmulator(
      async ({ emulator, app, host }) => {
        emulator.setHub('chat', { anonymousConnectPolicy: 'allow', eventHandlers: [app.handler] });
        await WebSocketClient.open(`ws://${host}/client/hubs/chat`);
        const { headers } = await app.seen('connect');
        const sign = (key: string) =>
          createHmac('sha256', key).update(String(headers['ce-connectionid'])).digest('hex');
        expect(headers['ce-signature']).to.equal(`sha256=${sign(primary)},sha256=${sign(`${secondary}x`)}`);
      },
      undefined,
      { accessKey: primary, secondaryAccessKey: `${secondary}x` },
    ));

  it('counts from 0 on each connection, whether or not anybody is told', () =>
    withEmulator(async ({ emulator, app, json }) => {
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, systemEvents: ['disconnected'] }] });
      const client = await json();
      await client.ask({ type: 'event', event: 'first', data: 1, ackId: 1 });
      await client.close();
      expect([
        (await app.seen('first')).headers['ce-id'],
        (await app.seen('disconnected')).headers['ce-id'],
      ]).to.deep.equal(['2', '3']);
    }));

  it('goes to the first handler that takes it', () =>
    withEmulator(async ({ emulator, app, json }) => {
      const urlTemplate = `${app.url}/{event}?hub={hub}`;
      emulator.setHub('chat', {
        eventHandlers: [
          { urlTemplate: `${urlTemplate}&n=1`, userEventPattern: 'a, B' },
          { urlTemplate: `${urlTemplate}&n=2`, userEventPattern: '*' },
        ],
      });
      const client = await json();
      for (const event of ['b', 'c']) await client.ask({ type: 'event', event, data: 1, ackId: event === 'b' ? 1 : 2 });
      expect([(await app.seen('b')).url, (await app.seen('c')).url]).to.deep.equal([
        '/b?hub=chat&n=1',
        '/c?hub=chat&n=2',
      ]);
    }));
});

describe('the connect event of the emulator', () => {
  it('tells of the handshake', () =>
    withEmulator(async ({ clientUrl, app }) => {
      await WebSocketClient.open(clientUrl({ sub: 'ann', role: ['a', 'b'] }, '&room=1&room=2'), json, {
        headers: { 'X-Custom': 'Y' },
      });
      const { headers, body } = await app.seen('connect');
      expect(headers).to.include({ 'ce-id': '0', 'ce-userid': 'ann' });
      expect(headers).to.not.have.property('ce-subprotocol');
      const connect = JSON.parse(body) as Record<string, Record<string, string[]>>;
      expect(connect['claims']).to.deep.include({ sub: ['ann'], role: ['a', 'b'] });
      expect(connect['claims']?.['http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier']).to.deep.equal(
        ['ann'],
      );
      expect(connect['claims']?.['exp']?.[0]).to.match(/^\d+$/);
      expect(connect['query']).to.deep.include({ room: ['1', '2'] });
      expect(connect['query']).to.have.property('access_token');
      expect(connect['headers']).to.deep.include({ 'X-Custom': ['Y'] });
      expect(connect['subprotocols']).to.deep.equal(json);
      expect(connect['clientCertificates']).to.deep.equal([]);
    }));

  it('decides on user, groups and roles, field by field', () =>
    withEmulator(
      async ({ clientUrl }) => {
        const claims = { sub: 'ann', 'webpubsub.group': 'g', role: 'webpubsub.joinLeaveGroup' };
        const client = await WebSocketClient.open(clientUrl(claims), json);
        expect(await client.nextJson()).to.include({ userId: 'bob' });
        expect(await client.ask({ type: 'joinGroup', group: 'x', ackId: 1 })).to.include({ success: false });
        client.socket.send('{"type":"sendToGroup","group":"g","dataType":"text","data":"to g"}');
        expect(await client.nextJson()).to.include({ group: 'g', fromUserId: 'bob' });
      },
      on('connect', { body: '{"userId":"bob","roles":["webpubsub.sendToGroup.g"],"groups":[]}' }),
    ));

  for (const [what, answer] of [
    ['204', { status: 204 }],
    ['an empty 200', {}],
    ['null', { body: 'null' }],
  ] as const) {
    it(`leaves everything to the token after ${what}`, () =>
      withEmulator(
        async ({ clientUrl }) => {
          const client = await WebSocketClient.open(clientUrl({ sub: 'ann' }), json);
          expect(await client.nextJson()).to.include({ userId: 'ann' });
          expect(client.socket.protocol).to.equal(json[0]);
        },
        on('connect', answer),
      ));
  }

  it('is answered before anybody sees the connection', () => {
    const seen: (number | undefined)[] = [];
    let host = '';
    return withEmulator(
      async (story) => {
        ({ host } = story);
        const client = await story.json({ sub: 'ann' });
        seen.push((await call({ host }, 'HEAD', '/api/hubs/chat/users/ann')).status);
        await client.close();
        expect(seen).to.deep.equal([404, 200]);
      },
      async ({ event }) => {
        if (event === 'connect') seen.push((await call({ host }, 'HEAD', '/api/hubs/chat/users/ann')).status);
        return {};
      },
    );
  });

  for (const status of [401, 404, 429]) {
    it(`is not repeated after ${status}, which the client gets`, () =>
      withEmulator(
        async ({ clientUrl, app }) => {
          expect((await WebSocketClient.refused(clientUrl(), json)).status).to.equal(status);
          expect(app.events).to.deep.equal(['validate', 'connect']);
        },
        on('connect', { status }),
      ));
  }

  it('passes the refusal of the app on, status and body', () =>
    withEmulator(
      async ({ clientUrl, app }) => {
        const refused = await WebSocketClient.refused(clientUrl(), json);
        expect(refused).to.deep.equal({ status: 403, contentType: 'text/html', body: '<b>no</b>' });
        expect(app.events).to.deep.equal(['validate', 'connect']);
      },
      on('connect', { status: 403, headers: { 'Content-Type': 'text/html' }, body: '<b>no</b>' }),
    ));

  for (const body of [
    '{',
    '[]',
    '"x"',
    '{"userId":1}',
    '{"roles":[null]}',
    '{"groups":[" "]}',
    '{"subprotocol":"a b"}',
  ]) {
    it(`is a 500 after the answer ${body}`, () =>
      withEmulator(
        async ({ clientUrl, warnings }) => {
          expect((await WebSocketClient.refused(clientUrl(), json)).status).to.equal(500);
          expect(warnings).to.have.length(1);
        },
        on('connect', { body }),
      ));
  }

  it('is a 500 after an answer of over 16 MiB', () =>
    withEmulator(
      async ({ clientUrl }) => {
        expect((await WebSocketClient.refused(clientUrl(), json)).status).to.equal(500);
      },
      on('connect', { body: `{"a":"${'x'.repeat(16 * 1024 * 1024)}"}` }),
    ));

  it('is a 500 when the app wants no events from here', () =>
    withEmulator(
      async ({ clientUrl, app, warnings }) => {
        expect((await WebSocketClient.refused(clientUrl(), json)).status).to.equal(500);
        expect(app.events).to.deep.equal(['validate']);
        expect(warnings[0]).to.include({ eventName: 'connect' });
      },
      on('validate', { headers: { 'WebHook-Allowed-Origin': 'other.example' } }),
    ));

  it('is not sent where nobody takes it', () =>
    withEmulator(async ({ emulator, app, json }) => {
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, systemEvents: ['connected'] }] });
      await json();
      await app.seen('connected');
      expect(app.events).to.not.include('connect');
    }));
});

describe('a user event of the emulator', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['{"dataType":"text","data":"x"}', 'text/plain; charset=utf-8', 'x'],
    ['{"dataType":"json","data":{"n":1}}', 'application/json', '{"n":1}'],
    ['{"dataType":"binary","data":"aGk="}', 'application/octet-stream', 'hi'],
    ['{"dataType":"protobuf","data":"aGk="}', 'application/x-protobuf', 'hi'],
  ];
  for (const [frame, contentType, body] of rows) {
    it(`carries ${frame} as ${contentType}`, () =>
      withEmulator(async ({ json, app }) => {
        const client = await json();
        await client.ask({ type: 'event', event: 'e', ackId: 1, ...(JSON.parse(frame) as object) });
        const seen = await app.seen('e');
        expect(seen.headers['content-type']).to.equal(contentType);
        expect(seen.headers['ce-type']).to.equal('azure.webpubsub.user.e');
        expect(seen.body).to.equal(body);
      }));
  }

  it('is answered before it is acknowledged', () =>
    withEmulator(
      async ({ json }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"e","ackId":1,"data":1}');
        expect(await client.next()).to.equal('{"type":"message","from":"server","dataType":"json","data":{"a": 1}}');
        expect(await client.next()).to.equal('{"type":"ack","ackId":1,"success":true}');
      },
      on('e', { headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: '{"a": 1}' }),
    ));

  for (const [what, answer] of [
    ['400', { status: 400 }],
    ['a content type that there is not', { headers: { 'Content-Type': 'text/html' }, body: 'x' }],
    ['JSON that is none', { headers: { 'Content-Type': 'application/json' }, body: '{' }],
  ] as const) {
    it(`is an InternalServerError after ${what}, and the client stays`, () =>
      withEmulator(
        async ({ json }) => {
          const client = await json();
          client.socket.send('{"type":"event","event":"e","ackId":1,"data":1}');
          expect(await client.next()).to.equal(
            '{"type":"ack","ackId":1,"success":false,"error":{"name":"InternalServerError","message":"Internal server error"}}',
          );
          expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
        },
        on('e', answer),
      ));
  }

  it('fails where no handler takes it, and the log says so', () =>
    withEmulator(async ({ emulator, app, json, warnings }) => {
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, userEventPattern: 'other' }] });
      const client = await json();
      expect(await client.ask({ type: 'event', event: 'e', ackId: 1, data: 1 })).to.include({ success: false });
      expect(warnings[0]).to.include({ problem: 'no event handler of hub "chat" takes it' });
    }));

  it('is broken off at the app when its client leaves', () => {
    const gate: { leave?: () => void } = {};
    const left = new Promise<void>((resolve) => (gate.leave = resolve));
    return withEmulator(
      async ({ json, app }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"e","data":1,"ackId":1}');
        const { closed } = await app.seen('e');
        client.socket.terminate();
        await closed;
        gate.leave?.();
      },
      async ({ event }) => {
        if (event === 'e') await left;
        return {};
      },
    );
  });

  it('is repeated under its id after 503', () => {
    let calls = 0;
    return withEmulator(
      async ({ json, app }) => {
        const client = await json();
        expect(await client.ask({ type: 'event', event: 'e', ackId: 1, data: 1 })).to.include({ success: true });
        const ids = app.requests.filter(({ event }) => event === 'e').map(({ headers }) => headers['ce-id']);
        expect(ids).to.deep.equal(['2', '2']);
      },
      ({ event }) => (event === 'e' && ++calls === 1 ? { status: 503 } : {}),
    );
  });
});

describe('the cookies of a connection', () => {
  it('come from the answers of the app, are its own, and never those of the client or of the validation', () =>
    withEmulator(
      async ({ json, clientUrl, app }) => {
        const headers = { Cookie: 'browser=1' };
        const first = await WebSocketClient.open(clientUrl({}), ['json.webpubsub.azure.v1'], { headers });
        await first.next();
        const second = await json();
        await first.ask({ type: 'event', event: 'one', ackId: 1, data: 1 });
        await first.ask({ type: 'event', event: 'two', ackId: 2, data: 1 });
        await second.ask({ type: 'event', event: 'other', ackId: 1, data: 1 });
        const cookies = ['connected', 'one', 'two', 'other'].map(
          async (event) => (await app.seen(event)).headers.cookie,
        );
        expect(await Promise.all(cookies)).to.deep.equal(['at=connect', 'at=connect', 'at=one', 'at=connect']);
      },
      ({ event }) => {
        const cookie = event === 'connected' ? {} : { 'Set-Cookie': `at=${event}; Path=/` };
        return { headers: { 'WebHook-Allowed-Origin': '*', ...cookie } };
      },
    ));
});

describe('the state of a connection', () => {
  it('is carried as the app wrote it, until it writes another', () =>
    withEmulator(
      async ({ json, app }) => {
        const client = await json();
        await client.ask({ type: 'event', event: 'first', ackId: 1, data: 1 });
        await client.ask({ type: 'event', event: 'second', ackId: 2, data: 1 });
        await client.close();
        const states = await Promise.all(
          ['connect', 'connected', 'first', 'second', 'disconnected'].map(
            async (event) => (await app.seen(event)).headers['ce-connectionstate'],
          ),
        );
        expect(states).to.deep.equal([undefined, 'any text', 'any text', 'eyJhIjoxfQ==', 'eyJhIjoxfQ==']);
      },
      ({ event }) => {
        if (event === 'connect') return { status: 204, headers: { 'ce-connectionState': 'any text' } };
        return event === 'first' ? { headers: { 'ce-connectionState': 'eyJhIjoxfQ==' } } : {};
      },
    ));
});

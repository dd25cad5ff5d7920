import { expect } from 'chai';
import fc from 'fast-check';
import { accessToken } from '../support/access-token.js';
import { withEmulator } from '../support/emulator-story.js';
import { openProtobuf } from '../support/protobuf-client.js';
import { bytes, entry, message, number } from '../support/protobuf-wire.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const type = fc.constantFrom('joinGroup', 'leaveGroup', 'sendToGroup', 'event', 'sequenceAck', 'ping', 'invoke', 'x');
const inherited = fc.constantFrom('constructor', '__proto__', 'toString');
const near = fc.record(
  {
    type: fc.oneof(type, inherited, fc.jsonValue()),
    group: fc.oneof(fc.constantFrom('g', ' ', ''), fc.jsonValue()),
    event: fc.oneof(fc.constantFrom('e', '1e'), fc.jsonValue()),
    ackId: fc.oneof(fc.integer(), fc.jsonValue()),
    sequenceId: fc.oneof(fc.integer(), fc.jsonValue()),
    dataType: fc.oneof(fc.constantFrom('text', 'json', 'binary', 'protobuf', 'xml'), fc.jsonValue()),
    data: fc.jsonValue(),
    noEcho: fc.oneof(fc.boolean(), fc.jsonValue()),
    ttlSeconds: fc.oneof(fc.integer(), fc.jsonValue()),
  },
  { requiredKeys: [] },
);
const frame = fc.oneof(
  near.map((value) => JSON.stringify(value)),
  fc.string(),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
);
const valid = fc.constantFrom(
  message(1, bytes(1, 'g'), number(2, 1), message(3, bytes(1, 'x')), number(5, 9), entry(6, 'a', '1')),
  message(1, bytes(1, 'g'), message(7, bytes(1, 's'), number(2, 9))),
  message(5, bytes(1, 'e'), message(2, message(3, bytes(1, 't'))), number(3, 1)),
  message(6, bytes(1, 'g'), number(2, 1)),
  message(10, bytes(1, 'e'), bytes(2, 'i')),
  message(13, bytes(1, 's'), number(2, 1), message(3, bytes(2, 'x'))),
  message(15, bytes(1, 'g'), message(3, entry(1, 'a', '1'))),
);
const protobuf = fc.oneof(
  fc.uint8Array().map((given) => Buffer.from(given)),
  fc.tuple(valid, fc.nat(), fc.nat(255)).map(([given, at, byte]) => {
    const changed = Buffer.from(given);
    changed[at % changed.length] = byte;
    return changed;
  }),
);
const segment = fc.oneof(
  fc.constantFrom('groups', 'users', 'connections', 'permissions', ':send', ':closeConnections', ':addToGroups', 'g'),
  fc.constantFrom('sendToGroup', ':generateToken', ':removeFromGroups', '%20', '%2F', '%'),
  inherited,
  fc.webSegment(),
);
const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH');

describe('the emulator under garbage', () => {
  it('survives frames: each is answered, ignored or ends the WebSocket, and new clients are served', function () {
    this.timeout(20_000);
    return withEmulator(async ({ clientUrl, json }) => {
      const roles = { role: ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] };
      await fc.assert(
        fc.asyncProperty(fc.array(frame, { minLength: 1, maxLength: 5 }), async (frames) => {
          const client = await WebSocketClient.open(clientUrl(roles), ['json.webpubsub.azure.v1']);
          for (const bytes of frames) client.socket.send(bytes);
          client.socket.close();
          const { code } = await client.closed;
          expect([1005, 1007]).to.include(code);
        }),
        { numRuns: 200 },
      );
      expect(await (await json()).ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
    });
  });

  it('survives frames of protobuf in the same way', function () {
    this.timeout(20_000);
    return withEmulator(async (story) => {
      const codes = new Set<number>();
      const role = ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup', 'webpubsub.setGroupState'];
      await fc.assert(
        fc.asyncProperty(fc.array(protobuf, { minLength: 1, maxLength: 5 }), async (frames) => {
          const { client, send } = await openProtobuf(story, { role });
          send(...frames);
          client.socket.close();
          codes.add((await client.closed).code);
        }),
        { numRuns: 200 },
      );
      expect([...codes]).to.have.members([1005, 1007]);
      expect(await (await openProtobuf(story)).ask(message(9))).to.deep.equal(message(4));
      expect(story.warnings.filter((warning) => 'problem' in warning && !('eventName' in warning))).to.deep.equal([]);
    });
  });

  it('survives requests: each gets an answer, and none is a 500', function () {
    this.timeout(20_000);
    return withEmulator(async (story) => {
      await fc.assert(
        fc.asyncProperty(
          method,
          fc.array(segment, { maxLength: 5 }),
          fc.webQueryParameters(),
          fc.oneof(fc.string(), fc.constant('{"groups":["g"]}')),
          fc.constantFrom('text/plain', 'application/json', 'application/octet-stream', 'x', ''),
          async (verb, segments, query, body, contentType) => {
            const path = `/api/hubs/chat/${segments.join('/')}?${query}`;
            const { status } = await call(story, verb, path, { body, type: contentType });
            expect(status).to.be.within(200, 499);
          },
        ),
        { numRuns: 500 },
      );
      expect((await story.json()).socket.readyState).to.equal(1);
    });
  });

  it('survives handshakes with any token and query', function () {
    this.timeout(20_000);
    return withEmulator(async ({ host, json }) => {
      const claim = fc.oneof(fc.string(), fc.jsonValue());
      const claims = fc.record({ sub: fc.string(), role: claim, 'webpubsub.group': claim }, { requiredKeys: [] });
      await fc.assert(
        fc.asyncProperty(claims, fc.webQueryParameters(), async (given, query) => {
          const token = accessToken({ ...given, aud: `http://${host}/client/hubs/chat` });
          const url = `http://${host}/client/hubs/chat?access_token=${token}&${query}`;
          const headers = {
            Connection: 'Upgrade',
            Upgrade: 'websocket',
            'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
            'Sec-WebSocket-Version': '13',
          };
          const status = await statusOf(url, headers);
          expect([101, 400]).to.include(status);
        }),
        { numRuns: 200 },
      );
      expect((await json()).socket.readyState).to.equal(1);
    });
  });
});

async function statusOf(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers: { ...headers } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('upgrade', (response, stream) => {
      stream.destroy();
      resolve(response.statusCode);
    });
    asking.on('error', reject).end();
  });
}

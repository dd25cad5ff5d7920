import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { accessToken } from '../support/access-token.js';
import { withEmulator } from '../support/emulator-story.js';

/** Writes bytes and resolves to all that comes back until the emulator closes. */
async function raw(host: string, bytes: string | Buffer): Promise<Buffer> {
  const [name, port] = host.split(':');
  const connection = connect(Number(port), name);
  const chunks: Buffer[] = [];
  connection.on('data', (chunk: Buffer) => chunks.push(chunk));
  connection.on('error', () => {});
  connection.write(bytes);
  await once(connection, 'close');
  return Buffer.concat(chunks);
}

function upgrade(host: string, ...changed: readonly string[]): string {
  const token = accessToken({ aud: `http://${host}/client/hubs/chat` });
  const lines = [
    `GET /client/hubs/chat?access_token=${token} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
    ...changed,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
}

const headOf = (answer: Buffer): string => answer.toString('latin1').split('\r\n')[0] ?? '';

describe('the emulator on bytes that no client sends', () => {
  it('answers 400 to what is no HTTP', () =>
    withEmulator(async ({ host }) => {
      expect(headOf(await raw(host, 'nonsense\r\n\r\n'))).to.equal('HTTP/1.1 400 Bad Request');
    }));

  it('answers 400 to a handshake with a bad key or version, before the app is asked', () =>
    withEmulator(async ({ host, app }) => {
      const good = upgrade(host);
      for (const bad of [
        good.replace('dGhlIHNhbXBsZSBub25jZQ==', 'short'),
        good.replace('Version: 13', 'Version: 7'),
        good.replace(/Sec-WebSocket-Key.*\r\n/, ''),
        good.replace('GET', 'POST'),
        good.replace('websocket', 'websocket, h2c'),
      ]) {
        expect(headOf(await raw(host, bad))).to.equal('HTTP/1.1 400 Bad Request');
      }
      expect(app.requests).to.deep.equal([]);
    }));

  it('answers a request that also asks for HTTP/2 as if it had not', () =>
    withEmulator(async ({ host }) => {
      const path = '/api/hubs/chat/groups/g/:send';
      const token = accessToken({ aud: `http://${host}${path}` });
      const lines = [
        `POST ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Connection: Upgrade, HTTP2-Settings, close',
        'Upgrade: h2c',
        'HTTP2-Settings: AAMAAABk',
        `Authorization: Bearer ${token}`,
        'Content-Type: text/plain',
        'Content-Length: 5',
      ];
      expect(headOf(await raw(host, `${lines.join('\r\n')}\r\n\r\nhello`))).to.equal('HTTP/1.1 202 Accepted');
    }));

  it('takes a target with scheme and host, as clients of a proxy send it', () =>
    withEmulator(async ({ host }) => {
      const open = upgrade(host).replace('GET /', `GET http://${host}/`).replace(`Host: ${host}`, 'Host: proxy');
      const close = Buffer.from([0x88, 0x80, 0, 0, 0, 0]);
      expect(headOf(await raw(host, Buffer.concat([Buffer.from(open), close])))).to.include(' 101 ');
      const health = `HEAD http://${host}/api/health HTTP/1.1\r\nHost: proxy\r\nConnection: close\r\n\r\n`;
      expect(headOf(await raw(host, health))).to.equal('HTTP/1.1 200 OK');
    }));

  it('does not wait on closing for a client that was refused and keeps its half open', () =>
    withEmulator(async ({ host, emulator }) => {
      const [name, port] = host.split(':');
      const connection = connect({ port: Number(port), host: name, allowHalfOpen: true });
      connection.on('error', () => {});
      connection.write(upgrade(host).replace('Version: 13', 'Version: 7'));
      connection.resume();
      await once(connection, 'end');
      await emulator.close();
      connection.destroy();
    }));

  it('answers 400 to a bad list of subprotocols', () =>
    withEmulator(async ({ host }) => {
      const answer = await raw(host, upgrade(host, 'Sec-WebSocket-Protocol: a b, ,'));
      expect(headOf(answer)).to.equal('HTTP/1.1 400 Bad Request');
    }));

  for (const [what, frame] of [
    ['an unmasked frame', Buffer.from([0x81, 0x01, 0x78])],
    ['a reserved opcode', Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['a reserved bit', Buffer.from([0xc1, 0x80, 0, 0, 0, 0])],
  ] as const) {
    it(`closes with 1002 on ${what}`, () =>
      withEmulator(async ({ host, app }) => {
        const answer = await raw(host, Buffer.concat([Buffer.from(upgrade(host)), frame]));
        expect(headOf(answer)).to.equal('HTTP/1.1 101 Switching Protocols');
        const text = 'The client frame is invalid.';
        expect(answer.subarray(-text.length - 2).toString('latin1')).to.equal(`\x03\xea${text}`);
        expect((await app.seen('disconnected')).body).to.equal(JSON.stringify({ reason: text }));
      }));
  }

  const masked = (...payload: readonly number[]): Buffer =>
    Buffer.from([0x81, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
  for (const [what, code, broken] of [
    ['a text that is no UTF-8', 1007, masked(0xff)],
    ['a reserved opcode', 1002, Buffer.from([0x83, 0x80, 0, 0, 0, 0])],
    ['a length beyond all numbers', 1009, Buffer.from([0x81, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
  ] as const) {
    it(`answers what came in one piece before ${what}, the app's answer included`, () =>
      withEmulator(
        async ({ host, app }) => {
          const open = Buffer.from(upgrade(host, 'Sec-WebSocket-Protocol: json.webpubsub.azure.v1'));
          const event = masked(...Buffer.from('{"type":"event","event":"e","ackId":1,"data":1}'));
          const ping = masked(...Buffer.from('{"type":"ping"}'));
          const answer = (await raw(host, Buffer.concat([open, event, ping, broken, ping]))).toString('latin1');
          const told = answer.match(/hello|"ackId":1,"success":true|"pong"/g);
          expect(told).to.deep.equal(['hello', '"ackId":1,"success":true', '"pong"']);
          const { reason } = JSON.parse((await app.seen('disconnected')).body) as { reason: string };
          expect(answer).to.include(String.fromCharCode(code >> 8, code & 255) + reason);
          expect(app.events.filter((name) => name === 'e')).to.deep.equal(['e']);
        },
        ({ event }) => (event === 'e' ? { body: 'hello', headers: { 'content-type': 'text/plain' } } : {}),
      ));
  }

  it('closes with 1008 on a message of very many fragments, empty ones included', () =>
    withEmulator(async ({ host, app }) => {
      const [first, next] = [Buffer.from([0x01, 0x80, 0, 0, 0, 0]), Buffer.from([0x00, 0x80, 0, 0, 0, 0])];
      const fragments = Array.from({ length: 20_000 }, () => next);
      const answer = await raw(host, Buffer.concat([Buffer.from(upgrade(host)), first, ...fragments]));
      const text = 'The client message has too many fragments.';
      expect(answer.subarray(-text.length - 2).toString('latin1')).to.equal(`\x03\xf0${text}`);
      expect((await app.seen('disconnected')).body).to.equal(JSON.stringify({ reason: text }));
    }));

  it('goes on when a client leaves in the middle of a body', () =>
    withEmulator(async ({ host, emulator }) => {
      const [name, port] = host.split(':');
      const path = '/api/hubs/chat/:send';
      const token = accessToken({ aud: `http://${host}${path}` });
      const connection = connect(Number(port), name);
      connection.write(
        `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 10\r\n\r\nabc`,
      );
      await new Promise((resolve) => setImmediate(resolve));
      connection.destroy();
      await once(connection, 'close');
      expect((await fetch(`${emulator.url}/api/health`, { method: 'HEAD' })).status).to.equal(200);
    }));
});

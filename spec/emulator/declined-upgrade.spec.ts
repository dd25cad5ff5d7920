import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { declineUpgrade, wantsWebSocket } from '../../lib/emulator/declined-upgrade.js';

const wish = (upgrade: string) => wantsWebSocket({ headers: { upgrade } });
const h2c = 'Host: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n';
const last = 'GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  response.end(`<${request.method ?? ''} ${request.url ?? ''} ${request.headers.upgrade ?? 'plain'} ${body}>`);
}

/** All that a server says which declines every upgrade and tells what it was sent; `pieces` are written one by one. */
async function answersTo(...pieces: readonly string[]): Promise<string[]> {
  let before: ServerResponse | undefined;
  const server = createServer((request, response) => {
    before = response;
    answer(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, stream, rest) => declineUpgrade(server, request, stream, { rest, before }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const connection = connect((server.address() as AddressInfo).port, '127.0.0.1');
  for (const piece of pieces) {
    connection.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const answers = await text(connection);
  server.close();
  return answers.match(/<.*>/g) ?? [];
}

describe('a request that asks for another protocol', () => {
  it('is told from one that asks for a WebSocket', () => {
    expect(['websocket', 'WebSocket', 'h2c, websocket'].map(wish)).to.deep.equal([true, true, true]);
    expect(['h2c', 'TLS/1.0', 'websockets', ''].map(wish)).to.deep.equal([false, false, false, false]);
  });

  it('is served as if it had not, with its body in one piece or in several', async () => {
    const head = `POST /first?a=b HTTP/1.1\r\n${h2c}Content-Length: 5\r\n\r\n`;
    for (const pieces of [[`${head}hello`], [`${head}he`, 'llo']]) {
      expect(await answersTo(...pieces, last)).to.deep.equal(['<POST /first?a=b plain hello>', '<GET /last plain >']);
    }
  });

  it('is let go when its client breaks off before its turn', async () => {
    const declined: Duplex[] = [];
    let before: ServerResponse | undefined;
    const server = createServer((_, response) => (before = response));
    server.on('upgrade', (request, stream, rest) => {
      declined.push(stream);
      declineUpgrade(server, request, stream, { rest, before });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const connection = connect((server.address() as AddressInfo).port, '127.0.0.1');
    connection.write(`GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\n${h2c}\r\n`);
    await once(server, 'upgrade');
    connection.resetAndDestroy();
    const [stream] = declined;
    // Not by once(), which would listen to errors in the place of whoever should.
    if (stream?.closed === false) await new Promise((resolve) => stream.once('close', resolve));
    before?.end('too late');
    server.close();
    await once(server, 'close');
  });

  it('may come again on its connection, and before the answer to the one before', async () => {
    const requests = ['/a', '/b'].map((path) => `GET ${path} HTTP/1.1\r\n${h2c}\r\n`);
    const answers = ['<GET /a plain >', '<GET /b plain >', '<GET /last plain >'];
    expect(await answersTo(...requests, last)).to.deep.equal(answers);
    expect(await answersTo([...requests, last].join(''))).to.deep.equal(answers);
  });
});

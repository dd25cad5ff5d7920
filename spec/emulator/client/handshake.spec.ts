import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { handshakeProblem, unknownPath, writeRefusal } from '../../../lib/emulator/client/handshake.js';

const good = { upgrade: 'WebSocket', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version': '13' };
const judge = (changes: object, method = 'GET') =>
  handshakeProblem({ method, headers: { ...good, ...changes } } as unknown as IncomingMessage);

describe('a handshake', () => {
  it('needs method, upgrade, key and version', () => {
    expect(judge({})).to.equal(undefined);
    const bad = [
      judge({}, 'POST'),
      judge({ upgrade: 'h2c' }),
      judge({ 'sec-websocket-key': 'x' }),
      judge({ 'sec-websocket-version': '12' }),
    ];
    expect(bad.map((problem) => problem?.status)).to.deep.equal([400, 400, 400, 400]);
  });

  it('to a path of a later protocol is refused by its name', () => {
    const paths = ['/clients/mqtt/hubs/chat', '/clients/socketio/hubs/chat', '/server/tunnel', '/other'];
    expect(paths.map((path) => unknownPath(path).status)).to.deep.equal([501, 501, 501, 404]);
  });

  it('that is refused gets a whole answer', async () => {
    const stream = new PassThrough();
    writeRefusal(stream, { status: 401, contentType: 'text/plain', body: 'nö' });
    expect(await text(stream)).to.equal(
      'HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nnö',
    );
  });

  it('that is refused may come again later', async () => {
    const stream = new PassThrough();
    writeRefusal(stream, { status: 503, body: '', retryAfterSeconds: 2 });
    expect(await text(stream)).to.include('\r\nRetry-After: 2\r\nContent-Length: 0\r\n');
  });
});

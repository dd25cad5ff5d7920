import { once } from 'node:events';
import net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import type Koa from 'koa';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { quietApp, serve, serveControllers } from '../support/app.js';
import type { WireAnswer, WireRequest } from '../support/app.js';
import { recordingLog, textOf } from '../support/recording-log.js';
import { eventHeaders, settings } from '../support/signed-event.js';
import { foreign } from '../support/foreign.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message({ payload }: UserEventContext): unknown {
    return `${String(payload.length)} bytes`;
  }
}

/** Sends an event through an app whose own middleware stands before the host. */
async function sendBehind(middleware: Koa.Middleware, request: WireRequest): Promise<WireAnswer & { logged: string }> {
  const app = quietApp();
  app.use(middleware);
  const { log, lines } = recordingLog();
  bootstrap(app, { controllers: [Chat], settings, log });
  const answer = await serve(app, ({ send }) => send(request));
  return { ...answer, logged: textOf(lines) };
}

/** Writes a request by hand and on and on; resolves to the first line of the answer when the socket was closed. */
async function write(port: number, head: string, pieces: Iterable<Buffer> = []): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (data) => (answer += data.toString()));
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.write(head);
  for (const piece of pieces) {
    if (socket.destroyed) break;
    const drained = new Promise<void>((resolve) => socket.once('drain', resolve));
    if (!socket.write(piece)) await Promise.race([drained, closed]);
  }
  await closed;
  return answer.split('\r\n', 1).join();
}

const headOf = (...lines: string[]): string =>
  [
    'POST /api/webpubsub/hubs/chat HTTP/1.1',
    'Host: app',
    ...eventHeaders().map(([name, value]) => `${name}: ${value}`),
    ...lines,
    '',
    '',
  ].join('\r\n');

function* manyPieces(prefix = '', suffix = ''): Iterable<Buffer> {
  const piece = Buffer.concat([Buffer.from(prefix), Buffer.alloc(1024 * 1024, 'x'), Buffer.from(suffix)]);
  for (let count = 0; count < 100; count += 1) yield piece;
}

describe('the body of a request', () => {
  it('is taken as it came, without a length announced', async () => {
    const answer = await serveControllers([Chat], ({ port }) =>
      write(port, headOf('Transfer-Encoding: chunked', 'Connection: close'), [Buffer.from('3\r\nabc\r\n0\r\n\r\n')]),
    );
    expect(answer).to.equal('HTTP/1.1 200 OK');
  });

  it('may have exactly the limit', async () => {
    const [fits, exceeds] = await serveControllers(
      [Chat],
      async ({ send }) => [await send({ body: 'x'.repeat(100) }), await send({ body: 'x'.repeat(101) })] as const,
      { bodyLimit: 100 },
    );
    expect([fits.status, exceeds.status]).to.deep.equal([200, 413]);
  });

  it('of 100 MB is refused as soon as its length is announced', async () => {
    const statusLine = await serveControllers([Chat], ({ port }) =>
      write(port, headOf(`Content-Length: ${String(100 * 1024 * 1024)}`)),
    );
    expect(statusLine).to.equal('HTTP/1.1 413 Payload Too Large');
  });

  it('of 100 MB with its length is refused, and the sender learns why', async () => {
    const statusLine = await serveControllers([Chat], ({ port }) =>
      write(port, headOf('Connection: close', `Content-Length: ${String(100 * 1024 * 1024)}`), manyPieces()),
    );
    expect(statusLine).to.equal('HTTP/1.1 413 Payload Too Large');
  });

  it('of 100 MB without a length is refused, and the sender learns why', async () => {
    const statusLine = await serveControllers([Chat], ({ port }) =>
      write(port, headOf('Transfer-Encoding: chunked'), manyPieces('100000\r\n', '\r\n')),
    );
    expect(statusLine).to.equal('HTTP/1.1 413 Payload Too Large');
  });

  it('is not read before the request is verified', async () => {
    const head = headOf('Content-Length: 1000000').replace(/sha256=\w+/, 'sha256=00');
    const statusLine = await serveControllers([Chat], ({ port }) => write(port, head));
    expect(statusLine).to.equal('HTTP/1.1 401 Unauthorized');
  });

  it('that never ends is a 500 at the deadline, and the socket is closed', async () => {
    const statusLine = await serveControllers(
      [Chat],
      ({ port }) => write(port, headOf('Content-Length: 10'), [Buffer.from('abc')]),
      { invocationTimeout: 20 },
    );
    expect(statusLine).to.equal('HTTP/1.1 500 Internal Server Error');
  });

  it('that breaks off is no failure of the function', async () => {
    const failures: unknown[] = [];
    await serveControllers(
      [Chat],
      async ({ port, host }) => {
        const socket = net.connect(port, '127.0.0.1');
        socket.resume().end(headOf('Content-Length: 10') + 'abc');
        await once(socket, 'close');
        await host.close();
      },
      { onError: (error) => failures.push(error) },
    );
    expect(failures).to.deep.equal([]);
  });
});

describe('a body that earlier middleware took', () => {
  it('is taken from rawBody, whichever kind it is', async () => {
    const ofAnotherRealm = (bytes: Buffer) => foreign(`new Uint8Array([${bytes.join()}])`) as Uint8Array;
    for (const keep of [(bytes: Buffer) => bytes, (bytes: Buffer) => bytes.toString(), ofAnotherRealm]) {
      const answer = await sendBehind(
        async (ctx, next) => {
          Object.assign(ctx.request, { rawBody: keep(await buffer(ctx.req)) });
          await next();
        },
        { body: 'grüße' },
      );
      expect(answer).to.deep.include({ status: 200, body: '7 bytes' });
    }
  });

  it('is bounded all the same', async () => {
    const answer = await sendBehind(
      async (ctx, next) => {
        Object.assign(ctx.request, { rawBody: Buffer.alloc(1024 * 1024 + 1) });
        await next();
      },
      { body: 'x' },
    );
    expect(answer.status).to.equal(413);
  });

  it('and did not keep is a 500 whose log names the remedy', async () => {
    const answer = await sendBehind(
      async (ctx, next) => {
        await buffer(ctx.req);
        await next();
      },
      { body: 'hello' },
    );
    expect(answer).to.deep.include({ status: 500, body: 'Internal Server Error' });
    expect(answer.logged).to.include('rawBody');
  });

  it('does not matter where there was none', async () => {
    const answer = await sendBehind(
      async (ctx, next) => {
        await buffer(ctx.req);
        await next();
      },
      { body: '' },
    );
    expect(answer).to.deep.include({ status: 200, body: '0 bytes' });
  });
});

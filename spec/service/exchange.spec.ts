import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { Agent } from 'undici';
import { exchange } from '../../lib/service/exchange.js';
import { rejectionOf } from '../support/performs.js';

/** Runs one exchange after the other with a server, over at most one connection. */
async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (ask: (path: string, signal?: AbortSignal) => ReturnType<typeof exchange>) => Promise<void>,
) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const agent = new Agent({ connections: 1 });
  try {
    await use((path, signal) => exchange(agent, { origin, path, method: 'GET' }, signal));
  } finally {
    server.closeAllConnections();
    server.close();
    await agent.destroy();
  }
}

describe('an exchange', () => {
  it('is the whole answer, of repeated headers the first, and none that is empty', async () => {
    await withServer(
      (_, response) => {
        response.writeHead(404, [
          ...['Set-Cookie', 'a=1'],
          ...['set-cookie', 'b=2'],
          ...['X-Empty', ''],
          ...['X-One', '1'],
        ]);
        response.write('gr');
        response.end('üß');
      },
      async (ask) => {
        const { status, headers, body } = await ask('/');
        expect([status, body.toString()]).to.deep.equal([404, 'grüß']);
        expect(headers).to.include({ 'set-cookie': 'a=1', 'x-one': '1' }).and.not.to.have.property('x-empty');
      },
    );
  });

  it('fails with what happens to the connection', async () => {
    await withServer(
      (request) => request.socket.destroy(),
      async (ask) => {
        expect(await rejectionOf(ask('/'))).to.have.property('code', 'UND_ERR_SOCKET');
      },
    );
  });

  it('fails where the answer breaks off', async () => {
    await withServer(
      (request, response) => {
        response.writeHead(200, { 'Content-Length': 10 });
        response.write('half', () => request.socket.destroy());
      },
      async (ask) => {
        expect(await rejectionOf(ask('/'))).to.have.property('code', 'UND_ERR_SOCKET');
      },
    );
  });

  it('ends with its signal, under way or while it waits for a connection', async () => {
    const arrived: string[] = [];
    const [first, second] = [new AbortController(), new AbortController()];
    await withServer(
      (request, response) => {
        arrived.push(request.url ?? '');
        if (request.url === '/third') response.end('done');
        else second.abort();
      },
      async (ask) => {
        const calls = [ask('/first', first.signal), ask('/second', second.signal), ask('/third')] as const;
        expect(await rejectionOf(calls[1])).to.have.property('name', 'AbortError');
        first.abort();
        expect(await rejectionOf(calls[0])).to.have.property('name', 'AbortError');
        expect((await calls[2]).body.toString()).to.equal('done');
      },
    );
    expect(arrived).to.deep.equal(['/first', '/third']);
  });

  it('does not listen to its signal any more once it is over', async () => {
    const listeners = new Set<unknown>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => listeners.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => listeners.delete(listener),
    };
    await withServer(
      (request, response) => (request.url === '/cut' ? request.socket.destroy() : response.end()),
      async (ask) => {
        const asked = ask('/', signal as unknown as AbortSignal);
        expect(listeners.size).to.equal(1);
        await asked;
        await rejectionOf(ask('/cut', signal as unknown as AbortSignal));
      },
    );
    expect(listeners.size).to.equal(0);
  });
});

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { WebSocketServer, type WebSocket } from 'ws';
import { ClientLink } from '../../lib/testing/client-link.js';
import type { TestProtocol } from '../../lib/testing/test-protocol.js';
import { rejectionOf } from '../support/performs.js';

interface Linked {
  readonly link: ClientLink;
  readonly server: WebSocketServer;
  readonly received: string[];
  readonly ends: string[];
}

/** A link to a server that says nothing by itself. */
async function linked(story: (linked: Linked) => Promise<void>, protocol: TestProtocol = 'simple') {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const [received, ends]: [string[], string[]] = [[], []];
  const link = new ClientLink({
    ...{ url: `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`, protocol, name: () => 'Ann' },
    ...{ onData: (data) => received.push(data.toString()), onEnded: (how) => ends.push(how), happened: () => {} },
  });
  await story({ link, server, received, ends });
  for (const client of server.clients) client.terminate();
  server.close();
  await once(server, 'close');
}

describe('a link of a client', () => {
  it('is open, sends and receives, and ends', () =>
    linked(async ({ link, server, received, ends }) => {
      const connection = once(server, 'connection');
      await link.opened('connect()', 1_000);
      const [socket] = (await connection) as [WebSocket];
      const message = once(socket, 'message');
      await link.send('send()', 'hi');
      const [data] = (await message) as [Buffer];
      expect(data.toString()).to.equal('hi');
      socket.send('hello');
      socket.close(4000, 'enough');
      expect(await link.ended(1_000, () => '')).to.deep.equal({ code: 4000, reason: 'enough' });
      expect([received, ends]).to.deep.equal([['hello'], ['the connection has ended with 4000 "enough"']]);
      expect(await link.ended(1_000, () => '')).to.deep.equal(await link.closed);
    }));

  it('says that it was not let in in time', () =>
    linked(async ({ link }) => {
      const { message } = await rejectionOf(link.opened('connect()', 50));
      expect(message).to.equal(
        'connect() of Ann was not answered within 50 ms. Does the function for "connect" return?',
      );
      expect((await link.closed).code).to.equal(1006);
    }, 'json'));

  it('says that it was closed before it was let in', () =>
    linked(async ({ link, server }) => {
      server.once('connection', (socket: WebSocket) => socket.close(1008, 'no'));
      const { message } = await rejectionOf(link.opened('connect()', 1_000));
      expect(message).to.equal('Ann was not let in: the connection has ended with 1008 "no".');
    }, 'json'));

  it('says that it has not ended', () =>
    linked(async ({ link }) => {
      await link.opened('connect()', 1_000);
      expect((await rejectionOf(link.ended(1, () => 'not yet'))).message).to.equal('not yet');
    }));

  it('says what is no longer possible, and why', () =>
    linked(async ({ link }) => {
      await link.opened('connect()', 1_000);
      await link.cut();
      const { message } = await rejectionOf(link.send('send()', 'hi'));
      expect(message).to.equal('send() of Ann is not possible: the connection has ended with 1006.');
    }));
});

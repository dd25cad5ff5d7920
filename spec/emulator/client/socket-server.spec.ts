import { expect } from 'chai';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ClientEndpoint, Decision } from '../../../lib/emulator/client/client-endpoint.js';
import { SocketServer } from '../../../lib/emulator/client/socket-server.js';
import type { Wire, WireListener } from '../../../lib/emulator/client/wire.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { ManualClock } from '../../support/manual-clock.js';
import { WebSocketClient } from '../../support/web-socket-client.js';

interface Story {
  readonly url: string;
  readonly server: SocketServer;
  readonly clock: ManualClock;
  readonly faults: Faults;
  readonly wires: Wire[];
  readonly heard: string[];
}

/** A socket server whose endpoint lets everybody in, with this subprotocol. */
async function withServer(subprotocol: string | undefined, story: (given: Story) => Promise<void>): Promise<void> {
  const clock = new ManualClock();
  const faults = new Faults(clock);
  const wires: Wire[] = [];
  const heard: string[] = [];
  const listener: WireListener = {
    message: (data, isBinary) => heard.push(`${isBinary ? 'binary' : 'text'} ${data.toString('utf8')}`),
    closed: ({ code, reason }) => heard.push(`closed ${code} ${reason}`),
    failed: (reason) => heard.push(`failed ${reason}`),
  };
  const begin = (wire: Wire): WireListener => (wires.push(wire), listener);
  const decide = async (): Promise<Decision> => ({ hub: 'chat', subprotocol, isReliable: false, begin });
  const endpoint = { decide } as unknown as ClientEndpoint;
  const server = new SocketServer({
    clock,
    endpoint,
    faults,
    keepAliveMilliseconds: () => 7000,
    machineNow: () => clock.now(),
  });
  const http = createServer();
  http.on('upgrade', (request, socket, head) => {
    server.upgrade(request, socket, head).catch(() => socket.destroy());
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const url = `ws://127.0.0.1:${(http.address() as AddressInfo).port}/client/hubs/chat`;
  try {
    await story({ url, server, clock, faults, wires, heard });
  } finally {
    await server.sendAway(1000, 'bye');
    http.close();
    await once(http, 'close');
  }
}

describe('the socket server', () => {
  it('pings as often as the hub says', () =>
    withServer(undefined, async ({ url, clock }) => {
      const client = await WebSocketClient.open(url);
      for (let round = 0; round < 2; round += 1) {
        const pinged = once(client.socket, 'ping');
        clock.advance(7000);
        await pinged;
      }
      await client.close();
    }));

  it('cuts a client that has vanished, as one that broke off', () =>
    withServer(undefined, async ({ url, clock, heard }) => {
      const client = await WebSocketClient.open(url, [], { autoPong: false });
      clock.advance(3 * 7000);
      expect(await client.closed).to.include({ code: 1006 });
      expect(heard).to.deep.equal(['closed 1006 ']);
    }));

  it('cuts a client that takes too little, and says so', () =>
    withServer(undefined, async ({ url, wires, heard }) => {
      const client = await WebSocketClient.open(url);
      client.socket.pause();
      const data = Buffer.alloc(1024 * 1024);
      for (let count = 0; count < 64; count += 1) wires[0]?.send({ data, isBinary: true });
      client.socket.resume();
      expect(await client.closed).to.include({ code: 1006 });
      expect(heard).to.deep.equal(['failed The outbound message queue is full.']);
    }));

  it('does not take what left at once for waiting', () =>
    withServer(undefined, async ({ url, wires, heard }) => {
      const client = await WebSocketClient.open(url);
      for (let count = 0; count < 3000; count += 1) wires[0]?.send({ data: String(count), isBinary: false });
      let last: string | Buffer = '';
      for (let count = 0; count < 3000; count += 1) last = await client.next();
      expect([last, heard]).to.deep.equal(['2999', []]);
    }));

  it('compresses nothing', () =>
    withServer(undefined, async ({ url }) => {
      const client = await WebSocketClient.open(url, [], { perMessageDeflate: true });
      expect(client.socket.extensions).to.equal('');
    }));

  it('hands messages over as they came', () =>
    withServer(undefined, async ({ url, heard }) => {
      const client = await WebSocketClient.open(url);
      client.socket.send('a');
      client.socket.send(Buffer.from('b'));
      client.socket.close(1000, 'bye');
      await client.closed;
      expect(heard.slice(0, 2)).to.deep.equal(['text a', 'binary b']);
    }));

  it('sends the subprotocol of the app also to a client that offered none', () =>
    withServer('chat.v1', async ({ url }) => {
      const error = await WebSocketClient.open(url).catch((reason: unknown) => reason);
      expect(String(error)).to.include('Server sent a subprotocol but none was requested');
    }));

  it('reads on to the close of a client that it had stopped reading, and drops what comes before', () =>
    withServer(undefined, async ({ url, wires, heard }) => {
      const client = await WebSocketClient.open(url);
      wires[0]?.pause();
      for (let count = 0; count < 100; count += 1) client.socket.send('x'.repeat(100_000));
      wires[0]?.close({ code: 1000, reason: '' });
      expect(await client.closed).to.include({ code: 1000 });
      expect(heard.filter((text) => text.startsWith('text'))).to.deep.equal([]);
    }));

  it('cuts a client that does not answer a close within five seconds', () =>
    withServer(undefined, async ({ url, wires, clock }) => {
      const client = await WebSocketClient.open(url);
      client.socket.pause();
      wires[0]?.close({ code: 1000, reason: '' });
      clock.advance(5000);
      client.socket.resume();
      expect((await client.closed).code).to.be.oneOf([1000, 1006]);
    }));

  it('refuses and cuts handshakes where faults say so, and asks nobody', () =>
    withServer(undefined, async ({ url, faults, wires }) => {
      faults.add({ at: 'handshake', hub: 'chat', fault: { status: 503 }, times: 1 });
      expect(await WebSocketClient.refused(url)).to.include({ status: 503 });
      faults.add({ at: 'handshake', fault: 'cut', times: 1 });
      const error = await WebSocketClient.open(url).catch((reason: unknown) => reason);
      expect(error).to.include({ message: 'socket hang up' });
      expect(wires).to.deep.equal([]);
      await (await WebSocketClient.open(url)).close();
    }));

  it('lets a handshake wait, unless it is sent away meanwhile', () =>
    withServer(undefined, async ({ url, server, clock, faults, wires }) => {
      faults.add({ at: 'handshake', fault: { delay: 10_000 } });
      const waits = async (): Promise<void> => {
        while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      };
      const sentAway = WebSocketClient.open(url).catch((reason: unknown) => reason);
      await waits();
      await server.sendAway(1000, 'bye');
      expect(await sentAway).to.include({ message: 'socket hang up' });
      const opening = WebSocketClient.open(url);
      await waits();
      expect(wires).to.deep.equal([]);
      clock.advance(10_000);
      await (await opening).close();
      expect(wires).to.have.length(1);
    }));
});

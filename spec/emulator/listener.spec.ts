import { expect } from 'chai';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import { listen } from '../../lib/emulator/listener.js';

const answering = { request: (_: unknown, response: ServerResponse) => void response.end('x'), upgrade: () => {} };

describe('the listener', () => {
  it('tells the port before the first request', async () => {
    const ports: number[] = [];
    const handlersFor = (bound: number) => (ports.push(bound), answering);
    const { listener, port } = await listen('localhost', 0, { handlersFor });
    expect([ports, await (await fetch(`http://localhost:${port}`)).text()]).to.deep.equal([[port], 'x']);
    listener.stop();
    await listener.close(1000);
  });

  it('shows each server before it listens', async () => {
    const listening: boolean[] = [];
    const onServer = (server: Server) => void listening.push(server.listening);
    const { listener } = await listen('127.0.0.1', 0, { handlersFor: () => answering, onServer });
    expect(listening).to.deep.equal([false]);
    listener.stop();
    await listener.close(1000);
  });

  it('cuts a connection whose request does not end in time', async () => {
    const { listener, port } = await listen('127.0.0.1', 0, {
      handlersFor: () => ({ ...answering, request: () => {} }),
    });
    const connection = connect(port, '127.0.0.1');
    connection.on('error', () => {});
    connection.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(connection, 'connect');
    listener.stop();
    await Promise.all([listener.close(10), once(connection, 'close')]);
  });
});

import { once } from 'node:events';
import { expect } from 'chai';
import { startEmulator } from '../../lib/emulator/emulator.js';
import { onFailure, openSocket } from '../../lib/testing/client-socket.js';

const open = { anonymousConnectPolicy: 'allow' } as const;

describe('the socket of a test client', () => {
  it('speaks as it was asked to', async () => {
    await using emulator = await startEmulator({ port: 0, hubs: { chat: open } });
    const socket = openSocket(`${emulator.url.replace('http', 'ws')}/client/hubs/chat`, 'json.reliable');
    await once(socket, 'open');
    expect(socket.protocol).to.equal('json.reliable.webpubsub.azure.v1');
    socket.terminate();
  });

  it('tells with which status and words it was refused', async () => {
    await using emulator = await startEmulator({ port: 0 });
    const socket = openSocket(`${emulator.url.replace('http', 'ws')}/client/hubs/chat`, 'simple');
    const error = await new Promise<Error>((resolve) => onFailure(socket, resolve));
    expect(error).to.include({ status: 401 });
  });

  it('tells that nobody listens', async () => {
    const emulator = await startEmulator({ port: 0 });
    await emulator.close();
    const socket = openSocket(emulator.url.replace('http', 'ws'), 'simple');
    const error = await new Promise<Error>((resolve) => onFailure(socket, resolve));
    expect(error).to.include({ code: 'ECONNREFUSED' });
  });
});

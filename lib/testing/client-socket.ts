import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { TestConnectionRefused } from './connection-refused.js';
import { subprotocols, type TestProtocol } from './test-protocol.js';

/** A WebSocket that does not keep the process alive once it is open: whoever waits for something on it does. */
export function openSocket(url: string, protocol: TestProtocol): WebSocket {
  const socket = new WebSocket(url, [...subprotocols[protocol]]);
  socket.once('upgrade', (response) => response.socket.unref());
  // Every error is followed by a close.
  socket.on('error', () => undefined);
  return socket;
}

/** Tells why a WebSocket could not be opened: {@link TestConnectionRefused} where it was answered. */
export function onFailure(socket: WebSocket, failed: (error: Error) => void): void {
  socket.once('error', failed);
  socket.once('unexpected-response', (_, response: IncomingMessage) => {
    void refuse(response, failed);
  });
}

async function refuse(response: IncomingMessage, failed: (error: Error) => void): Promise<void> {
  try {
    failed(new TestConnectionRefused(response.statusCode ?? 0, await text(response)));
  } catch (error) {
    failed(error as Error);
  }
}

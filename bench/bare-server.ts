import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';

/** What a test app is compared with: the least that HTTP and WebSockets need. */
export async function startBare(): Promise<Server> {
  const server = createServer((_, response) => response.end());
  new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export async function closeBare(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

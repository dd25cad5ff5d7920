import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Lets the process end although a server listens; `happened` is told of what it is asked meanwhile. */
export function letGo(server: Server, happened: () => void): void {
  server.unref();
  server.on('connection', (socket: Socket) => {
    socket.unref();
    happened();
  });
  server.on('request', (_, response: ServerResponse) => {
    happened();
    response.once('close', happened);
  });
}

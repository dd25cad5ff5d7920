import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.js';

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

/** Lets the process end although a call goes over a socket. Whoever calls, such as undici, would hold it again at each call. */
export function letGoSocket(socket: Socket): void {
  socket.unref();
  socket.ref = () => socket;
}

/** The same clock, whose timers let the process end. */
export function letGoClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    after: (milliseconds, run, timing) => clock.after(milliseconds, run, { ...timing, keepsProcess: false }),
  };
}

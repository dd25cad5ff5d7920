import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createError } from '../errors.js';
import { declineUpgrade, wantsWebSocket } from './declined-upgrade.js';
import { trace } from './log.js';
import { toOriginForm } from './request-target.js';

/** What happens to requests. */
export interface RequestHandlers {
  readonly request: (request: IncomingMessage, response: ServerResponse) => void;
  readonly upgrade: (request: IncomingMessage, stream: Duplex, head: Buffer) => void;
}

export interface Listener {
  /** Takes no new connections. */
  stop(): void;
  /** Ends idle connections, waits for the others and cuts them after a while. */
  close(milliseconds: number): Promise<void>;
}

// `localhost` is either address, and which one a client tries first is up to its machine.
const localAddresses: readonly string[] = ['127.0.0.1', '::1'];
const missingFamily: readonly unknown[] = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'];
const attempts = 20;

/** What came of listening: the port, and what {@link listen} was to hand requests to. */
export interface Listening<H> {
  readonly listener: Listener;
  readonly port: number;
  readonly handlers: H;
}

interface OpenServer {
  readonly server: Server;
  readonly sockets: ReadonlySet<Socket>;
}

/** As PEM. */
export interface SecurePair {
  readonly key: string;
  readonly cert: string;
}

export interface ListenOptions<H> {
  /** Told the port before the first request. */
  readonly handlersFor: (port: number) => H;
  /** Told of each server before it listens. */
  readonly onServer?: ((server: Server) => void) | undefined;
  /** What to serve https with; without it, http. */
  readonly secure?: SecurePair | undefined;
}

/** Listens on every address of a host, all on one port. */
export async function listen<H extends RequestHandlers>(
  host: string,
  port: number,
  options: ListenOptions<H>,
): Promise<Listening<H>> {
  const addresses = host === 'localhost' ? localAddresses : [host];
  for (let attempt = 1; ; attempt += 1) {
    const listening = await tryToListen(addresses, port, options);
    if ('listener' in listening) return listening;
    // A free port of one address may be taken on the other.
    if (port === 0 && listening.code === 'EADDRINUSE' && attempt < attempts) continue;
    throw listenError(`${host}:${port}`, listening);
  }
}

const unknownHost: readonly unknown[] = ['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN', 'EINVAL'];

function listenError(address: string, cause: NodeJS.ErrnoException): Error {
  const problem = cause.code === 'EADDRINUSE' ? 'the port is in use' : cause.message;
  const remedy = unknownHost.includes(cause.code)
    ? 'Choose a host of this machine, such as localhost.'
    : 'Choose another port (0 takes a free one) or end what listens there.';
  return createError('WPS_EMULATOR_LISTEN', { address, problem, remedy }, { cause });
}

async function tryToListen<H extends RequestHandlers>(
  addresses: readonly string[],
  wanted: number,
  { handlersFor, onServer, secure }: ListenOptions<H>,
): Promise<Listening<H> | NodeJS.ErrnoException> {
  const servers: OpenServer[] = [];
  const target: { handlers?: H } = {};
  let port = wanted;
  for (const address of addresses) {
    const server = serverFor(target, secure);
    onServer?.(server);
    const sockets = socketsOf(server);
    const problem = await startListening(server, address, port);
    if (problem === undefined) {
      servers.push({ server, sockets });
      port = (server.address() as AddressInfo).port;
      target.handlers ??= handlersFor(port);
    } else if (servers.length === 0 || !missingFamily.includes(problem.code)) {
      for (const started of servers) started.server.close();
      return problem;
    }
  }
  return { listener: listenerOf(servers), port, handlers: target.handlers ?? handlersFor(port) };
}

const limits = { maxHeaderSize: 32 * 1024, keepAliveTimeout: 60_000 };
// A client that does not get to its first request in this time is cut.
const handshakeTimeout = 10_000;

function serverFor(target: { readonly handlers?: RequestHandlers }, secure?: SecurePair): Server {
  const server = secure ? createSecureServer({ ...limits, ...secure, handshakeTimeout }) : createServer(limits);
  // Such as too many open files; one connection is lost, the others go on.
  server.on('error', (error) => trace('listener: %s', error.message));
  const latest = new WeakMap<Duplex, ServerResponse>();
  server.on('request', (request, response) => {
    latest.set(request.socket, response);
    toOriginForm(request);
    target.handlers?.request(request, response);
  });
  server.on('upgrade', (request, stream: Duplex, head) => {
    if (!wantsWebSocket(request)) {
      return declineUpgrade(server, request, stream, { rest: head, before: latest.get(stream) });
    }
    toOriginForm(request);
    target.handlers?.upgrade(request, stream, head);
  });
  return server;
}

/** Those that are open: the server itself knows no client that is still at its TLS handshake. */
function socketsOf(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    if (sockets.has(socket)) return;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function startListening(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
    return undefined;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

function listenerOf(servers: readonly OpenServer[]): Listener {
  const closed = servers.map(({ server }) => new Promise<void>((resolve) => server.once('close', resolve)));
  return {
    stop() {
      for (const { server } of servers) server.close();
    },
    async close(milliseconds) {
      for (const { server } of servers) server.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const { sockets } of servers) for (const socket of sockets) socket.destroy();
      }, milliseconds);
      await Promise.all(closed);
      clearTimeout(timer);
    },
  };
}

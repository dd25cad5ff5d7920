import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import Koa from 'koa';
import type { Host, HostOptions } from '../../lib/host/host.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';
import { eventHeaders, settings } from './signed-event.js';
import type { HeaderLines } from './signed-event.js';

/** A request as it goes on the wire; by default a signed user event `message` of the hub `chat`. */
export interface WireRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: HeaderLines;
  readonly body?: string | Buffer;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** The headers as they stood on the wire, `Name: value`. */
  readonly headerLines: readonly string[];
  readonly body: string;
  readonly bytes: Buffer;
}

/** An app that listens. */
export interface Served {
  readonly port: number;
  send(request?: WireRequest): Promise<WireAnswer>;
}

/** An app with a host on it that logs into `lines`. */
export interface ServedHost extends Served {
  readonly host: Host;
  readonly lines: readonly LoggedLine[];
}

/** Serves an app on a free port while `story` runs. */
export async function serve<T>(
  app: { callback(): http.RequestListener },
  story: (served: Served) => Promise<T>,
): Promise<T> {
  const server = http.createServer(app.callback());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await story({ port, send: (request) => sendTo(port, request) });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

/** Serves controllers on a Koa app of their own while `story` runs. */
export async function serveControllers<T>(
  controllers: NonNullable<HostOptions['controllers']>,
  story: (served: ServedHost) => Promise<T>,
  options: HostOptions = {},
): Promise<T> {
  const app = quietApp();
  const { log, lines } = recordingLog();
  const host = bootstrap(app, { controllers, settings, log, ...options });
  return serve(app, (served) => story({ ...served, host, lines }));
}

/** A Koa app that does not print what its middleware throws. */
export function quietApp(): Koa {
  const app = new Koa();
  app.silent = true;
  return app;
}

/** Sends one request over a connection of its own. */
export async function sendTo(port: number, request: WireRequest = {}): Promise<WireAnswer> {
  const { method = 'POST', path = '/api/webpubsub/hubs/chat', headers = eventHeaders(), body = '' } = request;
  // As an array, so that a header may be there twice; Node then adds nothing of its own.
  const lines = [
    ['Host', 'app.example'],
    ...(body.length > 0 ? [['Content-Length', String(Buffer.byteLength(body))]] : []),
    ...headers,
  ];
  const sent = http.request({ port, method, path, headers: lines.flat(), agent: false });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [http.IncomingMessage];
  const bytes = await buffer(answer);
  const { statusCode = 0, headers: answered } = answer;
  return { status: statusCode, headers: answered, headerLines: headerLinesOf(answer), body: bytes.toString(), bytes };
}

/** The headers of a message as they stood on the wire, `Name: value`. */
export function headerLinesOf({ rawHeaders }: http.IncomingMessage): readonly string[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1] ?? ''}`] : []));
}

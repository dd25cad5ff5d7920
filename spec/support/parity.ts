import { bootstrap, WebPubSub, WebPubSubTrigger } from '../../lib/index.js';
import type { AsyncCollector, ConnectContext, Host, HostOptions, UserEventContext } from '../../lib/index.js';
import { quietApp, serveControllers } from './app.js';
import type { WireAnswer, WireRequest } from './app.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';
import { connectBody, settings, systemHeaders } from './signed-event.js';
import { startTinyService } from './tiny-service.js';
import type { Arrived, Scripted } from './tiny-service.js';

type Controllers = NonNullable<HostOptions['controllers']>;

/** An answer, and what the host logged meanwhile. */
export interface LoggedAnswer extends WireAnswer {
  readonly lines: readonly LoggedLine[];
}

/** Sends one request to an app with these controllers. */
export function answerOf(
  controllers: Controllers,
  request: WireRequest = {},
  options: HostOptions = {},
): Promise<LoggedAnswer> {
  return serveControllers(controllers, async ({ send, lines }) => ({ ...(await send(request)), lines }), options);
}

/** How a `connect` of the hub `chat` is answered when a function does this. */
export function answerConnect(
  run: (context: ConnectContext) => unknown,
  request: WireRequest = {},
  options: HostOptions = {},
): Promise<LoggedAnswer> {
  class Chat {
    @WebPubSubTrigger('chat', 'system', 'connect')
    async connect(context: ConnectContext): Promise<never> {
      return (await run(context)) as never;
    }
  }
  return answerOf([Chat], { headers: systemHeaders('connect'), body: connectBody, ...request }, options);
}

/** How the user event `message` of the hub `chat` is answered when a function does this. */
export function answerMessage(
  run: (context: UserEventContext) => unknown,
  request: WireRequest = {},
  options: HostOptions = {},
): Promise<LoggedAnswer> {
  class Chat {
    @WebPubSubTrigger('chat', 'user', 'message')
    async message(context: UserEventContext): Promise<unknown> {
      return run(context);
    }
  }
  return answerOf([Chat], { body: 'hello', ...request }, options);
}

/** One call as it reached the service. */
export interface RestCallSeen {
  /** Method, path and query, decoded, without the version of the interface. */
  readonly call: string;
  /** The path as it was sent. */
  readonly path: string;
  readonly contentType: string | undefined;
  readonly headerLines: readonly string[];
  readonly body: Buffer;
}

/** What an event function that does this sends to a service, and how the event is answered. */
export async function sentBy(
  run: (out: AsyncCollector, context: UserEventContext) => unknown,
  script: (request: Arrived, index: number) => Scripted = successOf,
  options: HostOptions = {},
  request: WireRequest = {},
): Promise<{ readonly calls: readonly RestCallSeen[]; readonly answer: LoggedAnswer }> {
  class Chat {
    @WebPubSubTrigger('chat', 'user', 'message')
    async message(context: UserEventContext, @WebPubSub({ connection: 'Tiny' }) out: AsyncCollector): Promise<unknown> {
      return run(out, context);
    }
  }
  const service = await startTinyService(script);
  try {
    const given = { settings: { ...settings, Tiny: service.connectionString }, ...options };
    const answer = await answerOf([Chat], { body: 'hello', ...request }, given);
    return { answer, calls: service.arrived.map(seen) };
  } finally {
    await service.close();
  }
}

/** The status by which the service says that it took a call. */
export function successOf({ method, url }: Pick<Arrived, 'method' | 'url'>): Scripted {
  const byMethod: Readonly<Record<string, number>> = { PUT: 200, DELETE: 204, HEAD: 200 };
  if (method !== 'POST') return { status: byMethod[method] ?? 500 };
  if (url.includes(':send')) return { status: 202 };
  return { status: url.includes(':closeConnections') ? 204 : 200 };
}

function seen({ method, url, headers, headerLines, body }: Arrived): RestCallSeen {
  const [path = '', search = ''] = url.split('?', 2);
  const parameters = search.split('&').filter((parameter) => !parameter.startsWith('api-version='));
  const query = parameters.length > 0 ? `?${parameters.join('&')}` : '';
  const call = `${method} ${decodeURIComponent(path + query)}`;
  return { call, path, contentType: headers['content-type'], headerLines, body };
}

/** A host that is not served; what is wrong with it is thrown here. */
export function boot(controllers: Controllers, options: HostOptions = {}): Host {
  return bootstrap(quietApp(), { controllers, settings, log: recordingLog().log, ...options });
}

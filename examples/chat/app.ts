import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { bootstrap, type Host } from 'web-pubsub-bindings';
import { Chat } from './chat.js';
import { toRoom } from './messages.js';
import { protectPages, servePages } from './pages.js';
import { peopleIn } from './presence.js';
import { rooms } from './rooms.js';
import { clientOrigin } from './service-address.js';
import { setting } from './settings.js';

export interface ChatApp {
  /** Where people open it. */
  readonly url: string;
  /** Where the service sends the events of the hub. */
  readonly eventHandlerUrl: string;
  /** Tells every page who is in which room: what happened while no app was there, none was told of. */
  announce(): Promise<void>;
  close(): Promise<void>;
}

export interface ChatAppOptions {
  readonly connectionString: string;
  /** 0 takes a free one. */
  readonly port: number;
}

/** Starts the app: the page, its HTTP functions and the functions that the service calls. */
export async function startApp({ connectionString, port }: ChatAppOptions): Promise<ChatApp> {
  const app = new Koa();
  // Where clients go when the service stands behind a proxy: the framework reads the same setting.
  const proxy = setting('WebPubSubConnectionString__reverseProxyEndpoint');
  app.use(protectPages(clientOrigin(connectionString, proxy)));
  const host = bootstrap(app, {
    controllers: [Chat],
    settings: { WebPubSubConnectionString: connectionString },
  });
  app.use(servePages);
  const server = app.listen(port);
  await once(server, 'listening');

  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    eventHandlerUrl: url + host.eventHandlerPath('chat'),
    announce: () => announce(host),
    close: () => close(server, host),
  };
}

async function announce(host: Host): Promise<void> {
  const out = host.collector('chat');
  try {
    for (const { name } of rooms) await out.add(toRoom(await peopleIn(name, host.server('chat'))));
  } catch (error) {
    // The chat works without it; a service that is away now may be there in a minute.
    console.warn(`The pages could not be told who is here: ${String(error).split('\n')[0] ?? ''}`);
  }
}

async function close(server: Server, host: Host): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  await host.close();
  server.closeAllConnections();
  await closed;
}

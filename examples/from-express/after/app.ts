import Koa from 'koa';
import { bootstrap, type Logger } from 'web-pubsub-bindings';
import { Lobby } from './lobby.js';

/** The app on Koa. Its path of events is the one that it had, so the settings of the service stay as they are. */
export function createApp(connectionString: string, log?: Logger): Koa {
  const app = new Koa();
  bootstrap(app, {
    controllers: [Lobby],
    settings: { WebPubSubConnectionString: connectionString },
    ...(log && { log }),
  });
  return app;
}

import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';

// A process of its own, because Node reads which authorities it trusts when it starts. Its settings come from the environment.

@Hub('chat')
class Chat {
  @HttpTrigger({ route: 'login' }) login(
    @WebPubSubConnection({ userId: 'ann', groups: ['g'] }) connection: WebPubSubConnection,
  ): WebPubSubConnection {
    return connection;
  }
  @HttpTrigger({ route: 'say' }) @WebPubSub() say(): WebPubSubAction {
    return WebPubSubAction.sendToGroup('g', 'said by identity', { dataType: 'text' });
  }
  @WebPubSubTrigger() echo(context: UserEventContext<string>): string {
    return `taken from ${context.userId ?? 'nobody'}: ${context.data}`;
  }
}

const app = new Koa();
bootstrap(app, { controllers: [Chat] });
const server = app.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});

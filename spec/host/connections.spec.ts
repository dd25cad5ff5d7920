import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubContext } from '../../lib/decorators/web-pubsub-context.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { acceptedBy, connectionsOf } from '../../lib/host/connections.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { define } from '../support/define.js';

class Chat {
  @WebPubSubTrigger('chat', 'user', 'a') a(): void {}
  @WebPubSubTrigger({ hub: 'chat', eventName: 'b', connections: ['One', 'Two'] }) b(
    _context: UserEventContext,
    @WebPubSub({ connection: 'Out' }) _out: AsyncCollector,
  ): void {}
  @HttpTrigger() c(
    @WebPubSubConnection({ hub: 'chat', connection: 'Clients' }) _c: WebPubSubConnection,
    @WebPubSubContext({ connection: 'Raw' }) _s: WebPubSubContext,
  ): void {}
}
const needed = (verify: boolean): unknown =>
  connectionsOf(Object.values(define(Chat)), verify).map(({ name, where }) => `${where} ${name}`);

describe('the connections of functions', () => {
  it('are those whose events they take and those they call', () => {
    expect(needed(true)).to.have.members([
      'Chat.a WebPubSubConnectionString',
      'Chat.b One',
      'Chat.b Two',
      'Chat.b Out',
      'Chat.c Clients',
      'Chat.c Raw',
    ]);
  });

  it('are those they call alone where nothing is verified', () => {
    expect(needed(false)).to.have.members(['Chat.b Out', 'Chat.c Clients']);
  });

  it('are the default one where a trigger names none', () => {
    expect([acceptedBy([]), acceptedBy(['One'])]).to.deep.equal([['WebPubSubConnectionString'], ['One']]);
  });

  it('have a key where the token of a caller is to be checked', () => {
    class Login {
      @HttpTrigger() login(
        @WebPubSubConnection({ hub: 'chat', accessToken: '{query.token}' }) _c: WebPubSubConnection,
      ): void {}
    }
    const [need] = connectionsOf(Object.values(define(Login)), true);
    expect(need).to.deep.equal({ name: 'WebPubSubConnectionString', use: 'callerTokens', where: 'Login.login' });
  });
});

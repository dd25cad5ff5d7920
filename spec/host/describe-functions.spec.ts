import { expect } from 'chai';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { describeFunctions } from '../../lib/host/describe-functions.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';

@Hub('%Hub%')
class Chat {
  @WebPubSubTrigger()
  message(_context: UserEventContext): void {}
}

const page = defineFunction({ name: 'page', http: { route: 'page' } }, () => 'page');

describe('the functions of controllers, without a host', () => {
  it('need no connection to a service', () => {
    const functions = describeFunctions({
      controllers: [Chat],
      functions: [page],
      settings: { Hub: 'chat' },
      eventPath: '/events/{hub}/',
      routePrefix: 'api',
    });
    expect(functions).to.deep.equal([
      {
        kind: 'event',
        name: 'Chat.message',
        hub: 'chat',
        eventType: 'user',
        event: 'message',
        clientProtocols: 'all',
        route: '/events/chat',
      },
      { kind: 'http', name: 'page', methods: ['GET', 'POST'], route: '/api/page' },
    ]);
  });

  it('are judged as bootstrap judges them', () => {
    expect(() => describeFunctions({ controllers: [Chat], settings: {} })).to.throw('The setting Hub is not there');
    expect(() => describeFunctions({ controllers: [Object] })).to.throw('has no decorated method');
  });
});

import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { EventPath } from '../../lib/host/event-path.js';
import { isHttpFunction, toFunctionInfo } from '../../lib/host/function-info.js';
import { define } from '../support/define.js';

class Chat {
  @WebPubSubTrigger({ hub: 'a[b]', eventName: 'connected', clientProtocols: 'mqtt' }) event(): void {}
  @HttpTrigger({ methods: ['get'], route: 'users/{id}' }) http(): void {}
}
const definitions = Object.values(define(Chat));
const paths = { eventPath: new EventPath('/v1/hubs/{hub}'), routePrefix: '/v1/api' };

describe('what users see of a function', () => {
  it('is where the service posts an event, and the path of an HTTP function', () => {
    expect(definitions.map((definition) => toFunctionInfo(definition, paths))).to.deep.equal([
      {
        ...{ kind: 'event', name: 'Chat.event', hub: 'a[b]', eventType: 'system', event: 'connected' },
        ...{ clientProtocols: 'mqtt', route: '/v1/hubs/a%5Bb%5D' },
      },
      { kind: 'http', name: 'Chat.http', methods: ['GET'], route: '/v1/api/users/{id}' },
    ]);
  });

  it('is one or the other', () => {
    expect(definitions.map(isHttpFunction)).to.deep.equal([false, true]);
  });
});

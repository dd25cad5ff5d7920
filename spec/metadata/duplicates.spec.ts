import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { refuseDuplicates } from '../../lib/metadata/duplicates.js';
import type { ControllerClass } from '../../lib/metadata/records.js';
import { codeOf, define, messageOf } from '../support/define.js';

const judge = (...controllers: ControllerClass[]): void =>
  refuseDuplicates(controllers.flatMap((one) => Object.values(define(one))));

describe('two functions', () => {
  it('may not answer one event, whatever the letter case; both are named', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message') a(): void {}
      @WebPubSubTrigger('Chat', 'user', 'Message') b(): void {}
    }
    expect(codeOf(() => judge(Chat))).to.equal('WPS_DUPLICATE_FUNCTION');
    expect(messageOf(() => judge(Chat)))
      .to.include('Chat.a')
      .and.include('Chat.b')
      .and.include('user event "Message"');
  });

  it('may answer one event of different clients', () => {
    class Chat {
      @WebPubSubTrigger({ hub: 'chat', eventName: 'connected' }) a(): void {}
      @WebPubSubTrigger({ hub: 'chat', eventName: 'connected', clientProtocols: 'mqtt' }) b(): void {}
      @WebPubSubTrigger({ hub: 'chat', eventName: 'connected', clientProtocols: 'webPubSub' }) c(): void {}
    }
    expect(() => judge(Chat)).not.to.throw();
  });

  it('may have keys that look the same joined by dots', () => {
    class Chat {
      @WebPubSubTrigger('a.b', 'user', 'c') a(): void {}
      @WebPubSubTrigger('a', 'user', 'b.c') b(): void {}
    }
    expect(() => judge(Chat)).not.to.throw();
  });

  it('may not have one name', () => {
    class Chat {
      @FunctionName('same') @HttpTrigger({ route: 'a' }) a(): void {}
      @FunctionName('same') @HttpTrigger({ route: 'b' }) b(): void {}
    }
    expect(codeOf(() => judge(Chat))).to.equal('WPS_DUPLICATE_NAME');
  });

  it('may not answer one route and method, whatever its parameters are called', () => {
    class Api {
      @HttpTrigger({ methods: ['get'], route: 'users/{id}' }) a(): void {}
      @HttpTrigger({ methods: ['get', 'post'], route: 'Users/{name}' }) b(): void {}
    }
    expect(codeOf(() => judge(Api))).to.equal('WPS_DUPLICATE_ROUTE');
  });

  it('may share a route for different methods', () => {
    class Api {
      @HttpTrigger({ methods: ['get'], route: 'users' }) a(): void {}
      @HttpTrigger({ methods: ['post'], route: 'users' }) b(): void {}
    }
    expect(() => judge(Api)).not.to.throw();
  });
});

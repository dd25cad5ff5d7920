import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { FunctionIndex } from '../../lib/invocation/function-index.js';
import { define } from '../support/define.js';

class Chat {
  @WebPubSubTrigger({ hub: 'Chat', eventType: 'system', eventName: 'connected' }) all(): void {}
  @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connected', clientProtocols: 'mqtt' })
  mqtt(): void {}
  @WebPubSubTrigger({ hub: 'chat', eventType: 'user', eventName: 'web', clientProtocols: 'webPubSub' }) web(): void {}
  @WebPubSubTrigger('a.b', 'user', 'c') first(): void {}
  @WebPubSubTrigger('a', 'user', 'b.c') second(): void {}
}
const index = new FunctionIndex(Object.values(define(Chat)));
const find = (hub: string, eventType: 'system' | 'user', eventName: string, mqtt = false): unknown =>
  index.find({ hub, eventType, eventName, mqtt })?.method;

describe('the function of an event', () => {
  it('is found in any letter case', () => {
    expect(find('CHAT', 'system', 'Connected')).to.equal('all');
  });

  it('is the one for the protocol of the client before the one for all', () => {
    expect([find('chat', 'system', 'connected', true), find('chat', 'system', 'connected', false)]).to.deep.equal([
      'mqtt',
      'all',
    ]);
  });

  it('is none where only another protocol has one', () => {
    expect([find('chat', 'user', 'web', true), find('chat', 'user', 'web')]).to.deep.equal([undefined, 'web']);
  });

  it('is not mistaken for another whose names joined by dots look the same', () => {
    expect([find('a.b', 'user', 'c'), find('a', 'user', 'b.c')]).to.deep.equal(['first', 'second']);
  });

  for (const [hub, type, name] of [
    ['lobby', 'system', 'connected'],
    ['chat', 'user', 'connected'],
    ['__proto__', 'user', 'constructor'],
  ] as const) {
    it(`is none for ${type} ${name} of ${hub}`, () => {
      expect(find(hub, type, name)).to.equal(undefined);
    });
  }
});

import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import type { TriggerOptions } from '../../lib/metadata/records.js';
import { define, messageOf } from '../support/define.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@WebPubSubTrigger', () => {
  it('stands on a method and on a parameter', () => {
    expect(placesOf(() => WebPubSubTrigger())).to.deep.equal(['method', 'parameter']);
  });

  it('puts under names what was said without: nothing, the pair, the triple', () => {
    class Chat {
      @WebPubSubTrigger() a(): void {}
      @WebPubSubTrigger('user', 'b') b(): void {}
      c(@WebPubSubTrigger('chat', 'user', 'c') _context: UserEventContext): void {}
    }
    expect(recordsOf(Chat)).to.deep.equal([
      ['a', { kind: 'trigger', options: {} }],
      ['b', { kind: 'trigger', options: { eventType: 'user', eventName: 'b' } }],
      ['c 0', { kind: 'trigger', options: { hub: 'chat', eventType: 'user', eventName: 'c' } }],
    ]);
  });

  it('loses no argument: bootstrap refuses one too many, and one that is undefined', () => {
    const trigger = WebPubSubTrigger as unknown as (...said: unknown[]) => MethodDecorator;
    @Hub('chat')
    class TooMany {
      @trigger('chat', 'user', 'a', 'b') a(): void {}
    }
    @Hub('chat')
    class Undefined {
      @trigger('user', undefined) message(): void {}
    }
    expect(messageOf(() => define(TooMany))).to.include('TooMany.a: @WebPubSubTrigger has no option "argument 4"');
    expect(messageOf(() => define(Undefined))).to.include('Undefined.message: option "eventName"');
  });

  it('writes options as they were given', () => {
    const options: TriggerOptions = {
      hubName: 'chat',
      clientProtocols: 'mqtt',
      connections: ['One'],
      connection: 'Two',
    };
    class Chat {
      @WebPubSubTrigger(options) a(): void {}
    }
    expect(recordsOf(Chat)).to.deep.equal([['a', { kind: 'trigger', options }]]);
  });
});

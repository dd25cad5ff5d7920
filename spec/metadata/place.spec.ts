import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { describePlace, readPlace } from '../../lib/metadata/place.js';
import { codeOf, messageOf } from '../support/define.js';

class Chat {
  static help(): void {}
  topic = '';
  join(): void {}
}

describe('the place of a decorator', () => {
  it('is a class', () => {
    expect(readPlace('@Hub', [Chat], ['class'])).to.deep.equal({ on: 'class', owner: Chat });
  });

  it('is a method, whatever the compiler passes as descriptor', () => {
    const place = readPlace('@Use', [Chat.prototype, 'join', undefined], ['method']);
    expect(place).to.deep.equal({ on: 'method', owner: Chat, member: 'join' });
  });

  it('is a parameter, in words that count from one', () => {
    const place = readPlace('@WebPubSub', [Chat.prototype, 'join', 1], ['parameter']);
    expect(describePlace(place)).to.equal('Chat.join, 2nd parameter');
  });

  it('is refused where the decorator cannot stand, naming both places', () => {
    const message = messageOf(() => readPlace('@Hub', [Chat.prototype, 'join'], ['class']));
    expect(message).to.include('@Hub cannot stand on a method (Chat.join)').and.include('Put it on a class');
  });

  for (const [what, args] of [
    ['a static method', [Chat, 'help']],
    ['a constructor parameter', [Chat, undefined, 0]],
    ['a property', [Chat.prototype, 'topic']],
    ['what is no class', [undefined, 'join']],
    ['a parameter -1', [Chat.prototype, 'join', -1]],
    ['a parameter NaN', [Chat.prototype, 'join', NaN]],
    ['a parameter 1.5', [Chat.prototype, 'join', 1.5]],
    ['a parameter in words', [Chat.prototype, 'join', '1']],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(codeOf(() => readPlace('@WebPubSub', args, ['method', 'parameter']))).to.equal('WPS_DECORATOR_PLACE');
    });
  }

  it('has a word for a class without a name', () => {
    const [anonymous] = [
      class {
        join(): void {}
      },
    ];
    class Named extends Chat {
      static override readonly name = 5 as unknown as string;
    }
    for (const owner of [anonymous, Named])
      expect(describePlace({ on: 'method', owner, member: 'join' })).to.equal('(anonymous class).join');
    expect(messageOf(() => readPlace('@WebPubSub', [anonymous], ['method']))).to.include('((anonymous class))');
  });

  it('is never an object without a class', () => {
    const bare = Object.assign(Object.create(null) as object, { join: () => undefined });
    for (const member of ['join', 'leave'])
      expect(codeOf(() => readPlace('@WebPubSub', [bare, member], ['method']))).to.equal('WPS_DECORATOR_PLACE');
  });

  it('that is no index of a parameter is named', () => {
    const message = messageOf(() => readPlace('@WebPubSub', [Chat.prototype, 'join', -1], ['method', 'parameter']));
    expect(message).to.include('cannot stand on parameter -1 of a method (Chat.join)');
  });

  it('is never read under the standard decorators protocol', () => {
    const standardContext = { kind: 'method', name: 'join' };
    const decorate = FunctionName('chat-join') as unknown as (value: unknown, context: object) => void;
    const message = messageOf(() => decorate(() => undefined, standardContext));
    expect(message).to.include('"experimentalDecorators": true').and.include('"include"');
  });

  it('needs no compiler: decorators work when they are called by hand', () => {
    class ByHand {
      join(): void {}
    }
    Hub('chat')(ByHand);
    const decorate = WebPubSub() as unknown as (target: object, member: string, index: number) => void;
    decorate(ByHand.prototype, 'join', 0);
    expect(codeOf(() => decorate(ByHand.prototype, 'leave', 0))).to.equal('WPS_DECORATOR_PLACE');
  });
});

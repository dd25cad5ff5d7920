import { expect } from 'chai';
import { Bind } from '../../lib/decorators/bind.js';
import { Data } from '../../lib/decorators/data.js';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Query } from '../../lib/decorators/query.js';
import { State } from '../../lib/decorators/state.js';
import { UserId } from '../../lib/decorators/user-id.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { codeOf, define, messageOf } from '../support/define.js';

type ParameterDecoration = (target: object, member: string, index: number) => void;

/** Defines a class whose one method has one parameter, with this decorator on it. */
function defineWith(decoration: unknown, trigger: unknown = WebPubSubTrigger('user', 'say')) {
  @Hub('chat')
  class Chat {
    say(_value: unknown): void {}
  }
  (decoration as ParameterDecoration)(Chat.prototype, 'say', 0);
  const descriptor = Object.getOwnPropertyDescriptor(Chat.prototype, 'say');
  (trigger as (...args: unknown[]) => void)(Chat.prototype, 'say', descriptor);
  return define(Chat)['say']?.parameters[0];
}

describe('a part of the context', () => {
  it('is what reads it, under the name of its decorator', () => {
    const read = () => 1;
    expect(defineWith(Bind(read))).to.deep.equal({ kind: 'part', name: '@Bind', read });
    expect(defineWith(UserId())).to.include({ kind: 'part', name: '@UserId' });
  });

  it('is refused on a function whose context has none', () => {
    const onConnect = () => defineWith(Data(), WebPubSubTrigger('system', 'connect'));
    expect(codeOf(onConnect)).to.equal('WPS_BINDING_MISPLACED');
    expect(messageOf(onConnect)).to.match(/Chat\.say, 1st parameter.*@Data.*connect.*a user event/);
  });

  it('is refused on an HTTP function where only events have it', () => {
    expect(codeOf(() => defineWith(State(), HttpTrigger()))).to.equal('WPS_BINDING_MISPLACED');
    expect(defineWith(Query(), HttpTrigger())).to.include({ name: '@Query' });
  });

  it('may be limited to some contexts by its author', () => {
    const Room = () => Bind(() => 1, { name: '@Room', on: ['joined', 'left'] });
    expect(defineWith(Room(), WebPubSubTrigger('group', 'joined'))).to.include({ name: '@Room' });
    expect(messageOf(() => defineWith(Room()))).to.match(/@Room.*joined of a group, left of a group/);
  });

  it('is refused where nothing reads it, and with options that cannot mean anything', () => {
    const bind = Bind as (read: unknown, options?: unknown) => unknown;
    const wrong = [
      bind('userId'),
      bind(undefined),
      bind(() => 1, { on: ['close'] }),
      bind(() => 1, { on: [] }),
      bind(() => 1, { schema: { parse: () => 1 } }),
      bind(() => 1, { schemas: 1 }),
    ];
    expect(wrong.map((one) => codeOf(() => defineWith(one)))).to.deep.equal([
      ...Array<string>(5).fill('WPS_OPTION_INVALID'),
      'WPS_OPTION_UNKNOWN',
    ]);
  });

  it('is refused with a key that is none, under the name of its decorator', () => {
    const state = State as (...keys: unknown[]) => unknown;
    const query = Query as (...names: unknown[]) => unknown;
    const messages = [undefined, null, 5, {}, ''].map((key) => messageOf(() => defineWith(state(key))));
    expect(messages.filter((message) => !message.includes('option "key" of @State is'))).to.deep.equal([]);
    const byName = () => defineWith(query(7), WebPubSubTrigger('system', 'connect'));
    expect(messageOf(byName)).to.match(/option "name" of @Query is the number 7/);
  });

  it('is called in messages as its author said, if that is a text', () => {
    const bind = Bind as (read: unknown, options?: unknown) => unknown;
    const messages = [{ name: '@Room', on: 1 }, { name: 5 }, null].map((options) =>
      messageOf(() => defineWith(bind(() => 1, options))),
    );
    expect(messages.map((message) => /option "\w+" of @\w+/.exec(message)?.[0])).to.deep.equal([
      'option "on" of @Room',
      'option "name" of @Bind',
      'option "options" of @Bind',
    ]);
  });

  it('shares its parameter with no other binding', () => {
    const twice: ParameterDecoration = (...args) => {
      (UserId() as ParameterDecoration)(...args);
      (Data() as ParameterDecoration)(...args);
    };
    expect(messageOf(() => defineWith(twice))).to.match(/@UserId and @Data/);
  });
});

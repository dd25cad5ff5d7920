import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { EventTrigger } from '../../lib/metadata/definition.js';
import type { ControllerClass } from '../../lib/metadata/records.js';
import { codeOf, define, messageOf } from '../support/define.js';

function triggersOf(controller: ControllerClass, settings?: Record<string, string>): Record<string, string> {
  const entries = Object.entries(define(controller, settings)).map(([method, { trigger }]) => {
    const { hub, eventType, eventName } = trigger as EventTrigger;
    return [method, `${hub} ${eventType} ${eventName}`];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

describe('a trigger without arguments', () => {
  it('takes the hub from @Hub and the event from the method', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() connect(): void {}
      @WebPubSubTrigger() connected(): void {}
      @WebPubSubTrigger() disconnect(): void {}
      @WebPubSubTrigger() message(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({
      connect: 'chat system connect',
      connected: 'chat system connected',
      disconnect: 'chat system disconnected',
      message: 'chat user message',
    });
  });

  it('takes hub and event from a function name, divided at the first hyphen', () => {
    class Chat {
      @FunctionName('chathub-connect') @WebPubSubTrigger() a(): void {}
      @FunctionName('chathub-say-hello') @WebPubSubTrigger() b(): void {}
      @FunctionName('chathub-disconnect') @WebPubSubTrigger() c(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({
      a: 'chathub system connect',
      b: 'chathub user say-hello',
      c: 'chathub system disconnected',
    });
  });

  it('takes a function name without a hyphen for the event', () => {
    @Hub('chat')
    class Chat {
      @FunctionName('message') @WebPubSubTrigger() anything(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ anything: 'chat user message' });
  });

  it('takes the hub from the setting WebPubSubHub where nothing else says it', () => {
    class Chat {
      @WebPubSubTrigger() message(): void {}
    }
    expect(triggersOf(Chat, { WebPubSubHub: 'lobby' })).to.deep.equal({ message: 'lobby user message' });
  });

  it('fails without a hub, naming class, method and the three places to put it', () => {
    class Chat {
      @WebPubSubTrigger() message(): void {}
    }
    expect(messageOf(() => define(Chat)))
      .to.include('Chat.message')
      .and.include('@Hub')
      .and.include('WebPubSubHub');
  });

  it('fails when the function name and @Hub disagree', () => {
    @Hub('chat')
    class Chat {
      @FunctionName('lobby-message') @WebPubSubTrigger() message(): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_HUB_CONFLICT');
  });

  it('lets the function name and @Hub differ in letter case', () => {
    @Hub('Chat')
    class Chat {
      @FunctionName('chat-message') @WebPubSubTrigger() message(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ message: 'chat user message' });
  });
});

describe('a trigger whose name nearly is a system event', () => {
  @Hub('chat')
  class Method {
    @WebPubSubTrigger() conect(): void {}
  }
  class Name {
    @FunctionName('chat-conect') @WebPubSubTrigger() anything(): void {}
  }
  class Option {
    @WebPubSubTrigger({ hub: 'chat', eventName: 'conect' }) anything(): void {}
  }

  for (const [where, controller] of Object.entries({ Method, Name, Option })) {
    it(`is refused with the event it was meant for and the way to mean a user event: ${where}`, () => {
      expect(codeOf(() => define(controller))).to.equal('WPS_EVENT_UNKNOWN');
      expect(messageOf(() => define(controller)))
        .to.match(new RegExp(`^${where}\\.`))
        .and.include('no system event "conect"')
        .and.include('Did you mean "connect"?')
        .and.include("@WebPubSubTrigger('user', 'conect')");
    });
  }

  it('is a user event where it says so', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger('user', 'conect') anything(): void {}
      @WebPubSubTrigger({ eventType: 'user' }) Connect(): void {}
      @FunctionName('chat-onConnect') @WebPubSubTrigger({ eventType: 'user' }) other(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({
      anything: 'chat user conect',
      Connect: 'chat user Connect',
      other: 'chat user onConnect',
    });
  });

  it('does not matter beside a function name that says the event', () => {
    class Chat {
      @FunctionName('chat-connect') @WebPubSubTrigger() onConnect(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ onConnect: 'chat system connect' });
  });
});

describe('a trigger whose function name holds a hub', () => {
  it('agrees with a @Hub that comes from a setting', () => {
    @Hub('%Hub%')
    class Chat {
      @FunctionName('chat-message') @WebPubSubTrigger() message(): void {}
    }
    expect(triggersOf(Chat, { Hub: 'chat' })).to.deep.equal({ message: 'chat user message' });
    expect(codeOf(() => define(Chat, { Hub: 'lobby' }))).to.equal('WPS_HUB_CONFLICT');
  });
});

describe('a trigger with arguments', () => {
  it('takes settings in the names of connections', () => {
    class Chat {
      @WebPubSubTrigger({ hub: 'chat', connection: '%One%' }) one(): void {}
      @WebPubSubTrigger({ hub: 'chat', connections: ['A', '%One%'] }) two(): void {}
    }
    const lists = Object.values(define(Chat, { One: 'First' })).map(
      ({ trigger }) => (trigger as EventTrigger).connections,
    );
    expect(lists).to.deep.equal([['First'], ['A', 'First']]);
  });

  it('that says "user" takes a method\'s name as it is', () => {
    class Chat {
      @WebPubSubTrigger({ hub: 'chat', eventType: 'user' }) disconnect(): void {}
      @WebPubSubTrigger({ hub: 'chat', eventType: 'user' }) connect(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ disconnect: 'chat user disconnect', connect: 'chat user connect' });
  });

  it('takes the triple, whatever the names of function and class say', () => {
    @Hub('other')
    class Chat {
      @FunctionName('x-y') @WebPubSubTrigger('chat', 'user', 'join') anything(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ anything: 'chat user join' });
  });

  it('takes the hub of @Hub for a pair', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger('system', 'connect') anything(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ anything: 'chat system connect' });
  });

  it('takes options, hubName for hub among them', () => {
    class Chat {
      @WebPubSubTrigger({ hubName: 'chat', eventType: 'group', eventName: 'joined' }) anything(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ anything: 'chat group joined' });
  });

  it('replaces settings in hub and event name', () => {
    class Chat {
      @WebPubSubTrigger({ hub: '%Hub%', eventType: 'user', eventName: '%Event%' }) anything(): void {}
    }
    expect(triggersOf(Chat, { Hub: 'chat', Event: 'join' })).to.deep.equal({ anything: 'chat user join' });
  });

  it('lets a user event be named like a system event', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'connected') anything(): void {}
    }
    expect(triggersOf(Chat)).to.deep.equal({ anything: 'chat user connected' });
  });

  it('folds one connection into the list, which wins over it', () => {
    class Chat {
      @WebPubSubTrigger({ hub: 'chat', connection: 'One' }) one(): void {}
      @WebPubSubTrigger({ hub: 'chat', connection: 'One', connections: ['Two', 'Three'] }) two(): void {}
      @WebPubSubTrigger({ hub: 'chat', connections: [] }) none(): void {}
    }
    const { one, two, none } = define(Chat);
    const lists = [one, two, none].map((definition) => (definition?.trigger as EventTrigger).connections);
    expect(lists).to.deep.equal([['One'], ['Two', 'Three'], []]);
  });

  it('refuses a system event that does not exist and tells those that do', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'conect' as 'connect') anything(): void {}
    }
    expect(messageOf(() => define(Chat)))
      .to.include('Chat.anything')
      .and.include('"conect"')
      .and.include('connect, connected, disconnected');
  });

  for (const [what, hub, eventName] of [
    ['a hub that is no hub name', '1chat', 'join'],
    ['a hub with a hyphen', 'my-hub', 'join'],
    ['an event that is no event name', 'chat', 'bad event'],
  ] as const) {
    it(`refuses ${what}`, () => {
      class Chat {
        @WebPubSubTrigger(hub, 'user', eventName) anything(): void {}
      }
      expect(codeOf(() => define(Chat))).to.match(/^WPS_(HUB|EVENT)_INVALID$/);
    });
  }

  it('is refused with null for its options', () => {
    const trigger = WebPubSubTrigger as unknown as (options: null) => ReturnType<typeof WebPubSubTrigger>;
    class Chat {
      @trigger(null) message(): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_OPTION_INVALID');
  });
});

import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { Use } from '../../lib/decorators/use.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import type { MessageData } from '../../lib/outputs/seed-shapes.js';
import { codeOf, define, messageOf } from '../support/define.js';

const kindsOf = (controller: Parameters<typeof define>[0], method: string): unknown =>
  define(controller)[method]?.parameters.map(({ kind }) => kind);

describe('what a method means', () => {
  it('is a function named after class and method, or by @FunctionName', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() a(): void {}
      @FunctionName('b-name') @HttpTrigger() b(): void {}
    }
    expect(Object.values(define(Chat)).map(({ name, where }) => [name, where])).to.deep.equal([
      ['Chat.a', 'Chat.a'],
      ['b-name', 'Chat.b'],
    ]);
  });

  it('is told even where its class has no name', () => {
    const [anonymous] = [
      class {
        login(): void {}
      },
    ];
    (HttpTrigger() as unknown as MethodDecorator)(anonymous.prototype, 'login', {});
    expect(define(anonymous)['login']?.name).to.equal('(anonymous class).login');
  });

  it('has the context as its first parameter unless that is bound', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() a(_context: UserEventContext, @WebPubSub() _out: AsyncCollector): void {}
      @WebPubSubTrigger() b(@WebPubSub() _out: AsyncCollector): void {}
      b2(@WebPubSub() _out: AsyncCollector, @WebPubSubTrigger('user', 'b2') _context: UserEventContext): void {}
      @WebPubSubTrigger() c(): void {}
    }
    const kinds = ['a', 'b', 'b2', 'c'].map((method) => kindsOf(Chat, method));
    expect(kinds).to.deep.equal([['trigger', 'output'], ['output'], ['output', 'trigger'], []]);
  });

  it('counts parameters behind one with a default', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() connect(_context?: ConnectContext, @WebPubSub() _out?: AsyncCollector): void {}
    }
    expect(kindsOf(Chat, 'connect')).to.deep.equal(['trigger', 'output']);
  });

  it('has the middleware of the class around its own, each from top to bottom', () => {
    const named = (label: string) => Object.assign(() => label, { label });
    const [a, b, c, d] = [named('a'), named('b'), named('c'), named('d')] as const;
    @Use(a)
    @Hub('chat')
    class Chat {
      @Use(b, c) @Use(d) @WebPubSubTrigger() message(): void {}
    }
    expect(define(Chat)['message']?.use).to.deep.equal([a, b, c, d]);
  });

  it('does not depend on the order of decorators', () => {
    @Hub('chat')
    class Chat {
      @WebPubSub() @WebPubSubTrigger() @FunctionName('chat-x') one(): MessageData[] {
        return [];
      }
      @FunctionName('chat-y') @WebPubSubTrigger() @WebPubSub() two(): MessageData[] {
        return [];
      }
    }
    const { one, two } = define(Chat);
    expect([one?.returned, one?.trigger.kind]).to.deep.equal([two?.returned, two?.trigger.kind]);
  });

  it('has the hub of the class or of the setting for calls of an HTTP function', () => {
    class Api {
      @HttpTrigger() a(): void {}
    }
    expect([define(Api)['a']?.hub, define(Api, { WebPubSubHub: 'chat' })['a']?.hub]).to.deep.equal([undefined, 'chat']);
  });
});

describe('what a method cannot mean', () => {
  it('is two triggers, on the method or on its parameters', () => {
    class Twice {
      @HttpTrigger() @WebPubSubTrigger('chat', 'user', 'x') a(): void {}
    }
    class Apart {
      @WebPubSubTrigger('chat', 'user', 'x') a(
        @WebPubSubTrigger('chat', 'user', 'y') _context: UserEventContext,
      ): void {}
    }
    expect([Twice, Apart].map((controller) => codeOf(() => define(controller)))).to.deep.equal([
      'WPS_TRIGGER_CONFLICT',
      'WPS_TRIGGER_CONFLICT',
    ]);
  });

  it('is a binding without a trigger, naming class and method', () => {
    class Chat {
      join(@WebPubSub({ hub: 'chat' }) _out: AsyncCollector): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_TRIGGER_MISSING');
    expect(messageOf(() => define(Chat))).to.include('Chat.join');
  });

  it('is a second parameter without a binding', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() message(_context: UserEventContext, _other: string): void {}
    }
    expect(messageOf(() => define(Chat))).to.include('Chat.message: the 2nd parameter ("_other") has no binding');
  });

  it('is the same decorator twice on one method or parameter', () => {
    @Hub('chat')
    class Name {
      @FunctionName('a') @FunctionName('b') @WebPubSubTrigger() x(): void {}
    }
    @Hub('chat')
    class Parameter {
      @WebPubSubTrigger() x(@WebPubSub() @WebPubSub() _out: AsyncCollector): void {}
    }
    expect([Name, Parameter].map((controller) => codeOf(() => define(controller)))).to.deep.equal([
      'WPS_DECORATOR_REPEATED',
      'WPS_DECORATOR_REPEATED',
    ]);
  });

  it('is the same @Hub twice', () => {
    @Hub('a')
    @Hub('b')
    class Chat {
      @WebPubSubTrigger() x(): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_DECORATOR_REPEATED');
  });

  for (const [what, value] of [
    ['the number 1', 1],
    ['undefined', undefined],
    ['an array', [() => undefined]],
  ] as const) {
    it(`is ${what} as middleware, of the method or of the class`, () => {
      const middleware = value as never;
      @Hub('chat')
      class Method {
        @Use(() => undefined, middleware) @WebPubSubTrigger() x(): void {}
      }
      @Use(middleware)
      @Hub('chat')
      class Class {
        @WebPubSubTrigger() x(): void {}
      }
      expect(codeOf(() => define(Method))).to.equal('WPS_OPTION_INVALID');
      expect(messageOf(() => define(Method))).to.include(`Method.x: option "middleware" of @Use is ${what}.`);
      expect(messageOf(() => define(Class))).to.include(`Class: option "middleware" of @Use is ${what}.`);
    });
  }

  it('is a client URL as the answer to an event', () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() @WebPubSubConnection() message(): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_BINDING_MISPLACED');
  });

  for (const name of ['', ' ', 5, undefined] as string[]) {
    it(`is a function or hub named ${JSON.stringify(name)}`, () => {
      class Function {
        @FunctionName(name) @HttpTrigger() x(): void {}
      }
      @Hub(name)
      class Chat {
        @WebPubSubTrigger() x(): void {}
      }
      expect([Function, Chat].map((controller) => codeOf(() => define(controller)))).to.deep.equal([
        'WPS_OPTION_INVALID',
        'WPS_OPTION_INVALID',
      ]);
    });
  }
});

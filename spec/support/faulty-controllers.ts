import {
  Data,
  HttpTrigger,
  Hub,
  State,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type ConnectContext,
  type ConnectedContext,
  type HttpContext,
  type UserEventContext,
} from '../../lib/index.js';

type Made = new () => object;

// Controllers with one fault each, as somebody makes it.

/** A controller with a method `message` alone. */
export function answering(run: (context: UserEventContext<never>, out: AsyncCollector) => unknown): Made {
  @Hub('chat')
  class Chat {
    @WebPubSubTrigger() message(context: UserEventContext<never>, @WebPubSub() out: AsyncCollector): never {
      return run(context, out) as never;
    }
  }
  return Chat;
}
export function connecting(run: (context: ConnectContext) => unknown): Made {
  @Hub('chat')
  class Chat {
    @WebPubSubTrigger() connect(context: ConnectContext): never {
      return run(context) as never;
    }
  }
  return Chat;
}
@Hub('chat')
export class MisspeltEvent {
  @WebPubSubTrigger() conect() {
    return {};
  }
}
@Hub('chat')
export class MisspeltUserEvent {
  @WebPubSubTrigger() mesage() {
    return {};
  }
}
@Hub('chta')
export class WrongHub {
  @WebPubSubTrigger() message() {
    return {};
  }
}
@Hub('chat')
export class WrongExpression {
  @HttpTrigger() login(@WebPubSubConnection({ userId: '{claims.sub}' }) connection: WebPubSubConnection) {
    return connection;
  }
}
@Hub('chat')
export class Misspelt {
  @HttpTrigger() login(@WebPubSubConnection({ userID: 'x' } as object) connection: WebPubSubConnection) {
    return connection;
  }
}
@Hub('chat')
export class WideRole {
  @HttpTrigger() login(
    @WebPubSubConnection({ roles: ['webpubsub.sendToGroup.{query.room}'] }) connection: WebPubSubConnection,
  ) {
    return connection;
  }
}
@Hub('chat')
export class WithSetting {
  @WebPubSubTrigger() message(
    _context: UserEventContext,
    @WebPubSub({ hub: '%LobbyHub%' }) _out: AsyncCollector,
  ): void {}
}
@Hub('chat')
export class Twice {
  @WebPubSubTrigger() message() {
    return {};
  }
  @WebPubSubTrigger('user', 'message') again() {
    return {};
  }
}
@Hub('chat')
export class TwoTriggers {
  @HttpTrigger() @WebPubSubTrigger() message() {
    return {};
  }
}

@Hub('chat')
export class QuestionOnMethod {
  @WebPubSubTrigger() @WebPubSub() message(): never {
    return { targetType: 'Users', targetId: 'ann' } as never;
  }
}
@Hub('chat')
export class StringOnMethod {
  @WebPubSubTrigger() @WebPubSub() message(): never {
    return 'hi' as never;
  }
}
@Hub('chat')
export class Hangs {
  @WebPubSubTrigger() message(): Promise<void> {
    return new Promise(() => undefined);
  }
}
@Hub('chat')
export class Notified {
  @WebPubSubTrigger() connected(context: ConnectedContext): void {
    (context as unknown as { statusCode: number }).statusCode = 401;
  }
}
@Hub('chat')
export class ReturnsFromNotification {
  @WebPubSubTrigger() connected(): never {
    return WebPubSubAction.sendToGroup('lobby', 'hello') as never;
  }
}
@Hub('chat')
export class NoTrigger {
  message(_context: unknown, _out: unknown): void {}
}
WebPubSub()(NoTrigger.prototype, 'message', 1 as never);
@Hub('chat')
export class Unbound {
  @WebPubSubTrigger() message(_context: UserEventContext, _out: AsyncCollector): void {}
}
const positive = {
  '~standard': {
    version: 1,
    vendor: 'spec',
    validate: (value: unknown) =>
      typeof value === 'number' ? { value } : { issues: [{ message: 'expected a number' }] },
  },
} as const;
@Hub('chat')
export class Checked {
  @WebPubSubTrigger() message(_context: UserEventContext, @Data(positive as never) _n: never): void {}
}
@Hub('chat')
export class StateOnHttp {
  @HttpTrigger() login(@State() _state: object): void {}
}
@Hub('chat')
export class Routed {
  @HttpTrigger({ route: 'rooms/{room}' }) room({ params }: HttpContext) {
    return params['room'];
  }
}
export class NoHub {
  @WebPubSubTrigger() message() {
    return {};
  }
}
export class Lambda {
  @HttpTrigger({ methods: ['post'] }) submit() {
    return { statusCode: 202, body: 'taken' };
  }
}

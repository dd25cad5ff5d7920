import { readFile } from 'node:fs/promises';
import createHttpError from 'http-errors';
import {
  Data,
  HttpTrigger,
  Hub,
  UnauthorizedError,
  UserId,
  WebPubSub,
  WebPubSubAction,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type ConnectContext,
  type HttpContext,
  type UserEventContext,
} from 'web-pubsub-bindings';

interface Visit {
  messages: number;
}

/** What a room may be called, as any validator of the Standard Schema says it. */
const roomName = {
  '~standard': {
    version: 1 as const,
    vendor: 'by hand',
    types: undefined as { readonly input: unknown; readonly output: string } | undefined,
    validate: (value: unknown) =>
      typeof value === 'string' ? { value } : { issues: [{ message: 'The name of a room is a text.' }] },
  },
};

/** A chat as any app has it, with a little of everything that a test may meet. */
@Hub('chathub')
export class Chat {
  @HttpTrigger({ methods: ['get'] })
  login(@WebPubSubConnection({ userId: '{query.userid}' }) connection: WebPubSubConnection): WebPubSubConnection {
    return connection;
  }

  @HttpTrigger({ methods: ['get'], route: 'rooms/{room}' })
  room({ params }: HttpContext) {
    if (params['room'] !== 'lobby') throw createHttpError(404, 'There is no such room.');
    return { room: 'lobby' };
  }

  @HttpTrigger({ methods: ['get'] })
  broken(): never {
    throw new TypeError('the database is down');
  }

  @WebPubSubTrigger()
  connect({ userId, states }: ConnectContext<Visit>) {
    if (userId === 'mallory') throw new UnauthorizedError('You were asked to leave.');
    states.messages = 0;
    return { groups: ['lobby'] };
  }

  @WebPubSubTrigger()
  async message({ userId, data, states }: UserEventContext<string, Visit>, @WebPubSub() out: AsyncCollector) {
    states.messages += 1;
    await out.add({ message: `${userId ?? 'somebody'}: ${data}` });
  }

  @WebPubSubTrigger('user', 'join')
  async join(@UserId() userId: string | undefined, @Data(roomName) room: string, @WebPubSub() out: AsyncCollector) {
    if (userId === undefined) throw new UnauthorizedError();
    if (await out.add({ groupAction: 'Check', targetType: 'Users', targetId: userId, groupId: room })) return 'again';
    await out.add({ groupAction: 'Add', targetType: 'Users', targetId: userId, groupId: room });
    await out.add(WebPubSubAction.sendToGroup(room, { joined: userId }));
    return 'welcome';
  }

  /** Waits for what does not keep the process, before its answer and after. */
  @WebPubSubTrigger('user', 'idle')
  async idle(context: UserEventContext): Promise<string> {
    const moment = () => new Promise((resolve) => setTimeout(resolve, 20).unref());
    await moment();
    context.waitUntil(moment());
    return 'at last';
  }

  @WebPubSubTrigger('user', 'read')
  async read(): Promise<string> {
    return readFile(new URL('nothing.txt', 'file:///nowhere/'), 'utf8');
  }
}

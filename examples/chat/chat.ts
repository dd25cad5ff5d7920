import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubConnection,
  WebPubSubTrigger,
  BadRequestError,
  type AsyncCollector,
  type ConnectAnswer,
  type ConnectContext,
  type ConnectedContext,
  type DisconnectedContext,
  type HttpContext,
  type MessageData,
  type UserEventContext,
} from 'web-pubsub-bindings';
import { guest } from './guest.js';
import { toRoom, type Refusal } from './messages.js';
import { problemOfName, refusalOf } from './names.js';
import { peopleAfterCame, peopleAfterWent } from './presence.js';
import { problemOfText, readDraft, readRoom } from './requests.js';
import { everyone, rooms } from './rooms.js';

/** The state of a connection. The service keeps it and sends it with every event, so it outlives a restart of the app. */
interface Membership {
  rooms?: readonly string[];
}

/** A chat: one hub, whose groups are the rooms. */
@Hub('chat')
export class Chat {
  /** Hands a page what it connects with, and the rooms there are. */
  @HttpTrigger({ methods: ['get'], use: guest })
  login(context: HttpContext, @WebPubSubConnection({ userId: '{state.guest}' }) connection: WebPubSubConnection) {
    const problem = problemOfName(context.query['userid']);
    if (problem !== undefined) throw new BadRequestError(problem);
    return { ...connection, rooms };
  }

  /** Says in words why `connect` refuses a name: a browser does not show its page the answer to a WebSocket handshake. */
  @HttpTrigger({ methods: ['get'], route: 'names/{name}' })
  name({ params }: HttpContext) {
    return { refusal: refusalOf(params['name']) ?? null };
  }

  @WebPubSubTrigger()
  connect({ userId }: ConnectContext): ConnectAnswer {
    const refusal = refusalOf(userId);
    if (refusal !== undefined) return { code: 'unauthorized', errorMessage: refusal };
    return { groups: [everyone] };
  }

  @WebPubSubTrigger()
  @WebPubSub()
  async connected(context: ConnectedContext): Promise<MessageData> {
    return toRoom(await peopleAfterCame(everyone, context.getWebPubSubServer(), context));
  }

  @WebPubSubTrigger()
  @WebPubSub()
  async disconnected(context: DisconnectedContext<Membership>): Promise<MessageData[]> {
    const { rooms: joined = [] } = context.states;
    const server = context.getWebPubSubServer();
    const lists = await Promise.all([everyone, ...joined].map((room) => peopleAfterWent(room, server, context)));
    return lists.map(toRoom);
  }

  @WebPubSubTrigger()
  async join(context: UserEventContext<unknown, Membership>, @WebPubSub() out: AsyncCollector) {
    const { connectionId, states } = context;
    const room = readRoom(context.data);
    states.rooms = [...new Set([...(states.rooms ?? []), room])];
    await out.add({ groupAction: 'Add', targetType: 'Connections', targetId: connectionId, groupId: room });
    await out.add(toRoom(await peopleAfterCame(room, context.getWebPubSubServer(), context)));
  }

  @WebPubSubTrigger()
  async leave(context: UserEventContext<unknown, Membership>, @WebPubSub() out: AsyncCollector) {
    const { connectionId, states } = context;
    const room = readRoom(context.data);
    states.rooms = (states.rooms ?? []).filter((joined) => joined !== room);
    await out.add({ groupAction: 'Remove', targetType: 'Connections', targetId: connectionId, groupId: room });
    await out.add(toRoom(await peopleAfterWent(room, context.getWebPubSubServer(), context)));
  }

  /** Passes a message on; an answer goes back to its sender alone. */
  @WebPubSubTrigger()
  async message(
    { data, states, time, userId: from = '' }: UserEventContext<unknown, Membership>,
    @WebPubSub() out: AsyncCollector,
  ): Promise<Refusal | undefined> {
    const { id, room, text } = readDraft(data);
    const isInRoom = room === everyone || states.rooms?.includes(room);
    const reason = isInRoom ? problemOfText(text) : `Join ${room} before you write there.`;
    if (reason !== undefined) return { type: 'refused', id, reason };
    await out.add(toRoom({ type: 'text', id, room, from, text, at: time.toISOString() }));
    return undefined;
  }
}

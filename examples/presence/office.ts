import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type GroupJoinedContext,
  type GroupLeftContext,
  type HttpContext,
} from 'web-pubsub-bindings';
import { colleague } from './colleague.js';
import { readRoom, rooms } from './rooms.js';
import { membersAfter, peopleIn, type RoomMessage } from './whereabouts.js';

/** An office whose rooms are groups. People walk in and out by themselves, and everybody sees who is where. */
@Hub('office')
export class Office {
  /** A token that lets its owner join and leave each of the rooms, and no other group. */
  @HttpTrigger({ methods: ['get'], use: colleague })
  negotiate(
    @WebPubSubConnection({
      userId: '{state.colleague}',
      roles: rooms.map((room) => `webpubsub.joinLeaveGroup.${room}`),
    })
    connection: WebPubSubConnection,
  ) {
    return connection;
  }

  /** Somebody is in a room: by joining it, by a token or a function that says so. */
  @WebPubSubTrigger('group', 'joined')
  @WebPubSub()
  async joined(context: GroupJoinedContext): Promise<{ message: RoomMessage }> {
    return { message: await membersAfter(context) };
  }

  /** Somebody is no longer there: by leaving, by being removed, or because the connection ended. */
  @WebPubSubTrigger('group', 'left')
  @WebPubSub()
  async left(context: GroupLeftContext): Promise<{ message: RoomMessage }> {
    return { message: await membersAfter(context) };
  }

  /** `GET /rooms`: who is where, for a page that has just been opened. */
  @HttpTrigger({ methods: ['get'], route: 'rooms', authLevel: 'function' })
  async everywhere(context: HttpContext) {
    const server = context.getWebPubSubServer();
    const people = await Promise.all(rooms.map((room) => peopleIn(room, server)));
    return Object.fromEntries(rooms.map((room, index) => [room, people[index]]));
  }

  /** `GET /people/{name}`: whether somebody is here at all, and in which rooms. Questions are asked at once and have an answer. */
  @HttpTrigger({ methods: ['get'], route: 'people/{name}', authLevel: 'function' })
  async person({ params }: HttpContext, @WebPubSub() out: AsyncCollector) {
    const who = { targetType: 'Users', targetId: params['name'] ?? '' } as const;
    const isThere = await Promise.all(rooms.map((room) => out.add({ groupAction: 'Check', ...who, groupId: room })));
    return { isHere: await out.add(who), rooms: rooms.filter((_room, index) => isThere[index]) };
  }

  /** `GET /rooms/{room}`: whether anybody is in it. */
  @HttpTrigger({ methods: ['get'], route: 'rooms/{room}', authLevel: 'function' })
  async room({ params }: HttpContext, @WebPubSub() out: AsyncCollector) {
    return { isEmpty: !(await out.add({ targetType: 'Groups', targetId: readRoom(params['room']) })) };
  }

  /** `DELETE /rooms/{room}/people/{name}`: shows somebody out, with all of that one's connections. The service tells `left` of each. */
  @HttpTrigger({ methods: ['delete'], route: 'rooms/{room}/people/{name}', authLevel: 'function' })
  async showOut({ params }: HttpContext, @WebPubSub() out: AsyncCollector) {
    const groupId = readRoom(params['room']);
    await out.add({ groupAction: 'Remove', targetType: 'Users', targetId: params['name'] ?? '', groupId });
    return { status: 204 };
  }
}

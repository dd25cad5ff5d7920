import {
  HttpTrigger,
  Hub,
  WebPubSub,
  WebPubSubConnection,
  WebPubSubTrigger,
  type AsyncCollector,
  type ConnectedContext,
  type DisconnectedContext,
  type UserEventContext,
} from 'web-pubsub-bindings';
import { toAll, type PeopleMessage, type PictureMessage, type Refusal, type ToAll } from './messages.js';
import { Picture } from './picture.js';
import { peopleHere } from './presence.js';
import { readId, readStroke } from './strokes.js';
import { visitor } from './visitor.js';

/** One board for everybody. Pens on the move are told from page to page; what is to last is told to the app, which numbers each change. */
@Hub('whiteboard')
export class Whiteboard {
  readonly #picture: Picture;

  constructor(picture = new Picture()) {
    this.#picture = picture;
  }

  /** Hands a page what it connects with: it hears the group `board`, and may speak there without asking the app. */
  @HttpTrigger({ methods: ['post'], use: visitor })
  negotiate(
    @WebPubSubConnection({
      userId: '{state.visitor}',
      groups: ['board'],
      roles: ['webpubsub.sendToGroup.board'],
      expiresInMinutes: 5,
    })
    connection: WebPubSubConnection,
  ) {
    return connection;
  }

  @WebPubSubTrigger()
  @WebPubSub()
  async connected(context: ConnectedContext): Promise<ToAll<PeopleMessage>> {
    return toAll(await peopleHere(context));
  }

  @WebPubSubTrigger()
  @WebPubSub()
  async disconnected(context: DisconnectedContext): Promise<ToAll<PeopleMessage>> {
    return toAll(await peopleHere(context));
  }

  /** The whole picture, for a page that has none yet or has missed a change. */
  @WebPubSubTrigger()
  picture(): PictureMessage {
    return this.#picture.show();
  }

  /** Keeps a line that is finished and tells everybody; an answer goes to the one who drew it alone. */
  @WebPubSubTrigger()
  async stroke(
    { data, userId = '' }: UserEventContext<unknown>,
    @WebPubSub() out: AsyncCollector,
  ): Promise<Refusal | undefined> {
    const stroke = readStroke(data);
    const reason = this.#picture.problemOf(stroke);
    if (reason !== undefined) return { type: 'refused', id: stroke.id, reason };
    const change = this.#picture.add({ ...stroke, by: userId });
    if (change !== undefined) await out.add(toAll(change));
    return undefined;
  }

  /** Takes a line away, from the one who drew it. It is named, so that an event that comes twice takes away no second one. */
  @WebPubSubTrigger()
  @WebPubSub()
  undo({ data, userId = '' }: UserEventContext<unknown>) {
    const change = this.#picture.remove(readId(data), userId);
    return change && toAll(change);
  }

  @WebPubSubTrigger()
  @WebPubSub()
  clear({ userId = '' }: UserEventContext) {
    return toAll(this.#picture.clear(userId));
  }
}

import { mutateBytes, mutateText } from './mutate.js';
import type { Random } from './random.js';
import { RawWebSocket, type Ending, type Message } from './raw-web-socket.js';
import { everyRole, type Target } from './target.js';

interface SimpleKind {
  readonly query: string;
  readonly subprotocols?: string;
  /** Without its role, a message is the last one. */
  readonly mayLackRole?: true;
}

/** Clients without an envelope: what they send is taken as it is. */
const kinds: Readonly<Record<string, SimpleKind>> = {
  'simple, sendEvent': { query: '' },
  'simple, sendEvent by name': { query: '&webpubsub_mode=sendEvent' },
  'simple, sendToGroup': { query: '&webpubsub_mode=sendToGroup&group=', mayLackRole: true },
  'custom subprotocol': { query: '', subprotocols: 'chat.v2, chat.v1' },
};
const texts = ['hello', '{"type":"ping"}', 'Jürgen 👋', '[]', 'a'.repeat(500)];
const closings: readonly string[] = [
  '1007 The client message is not valid UTF-8.',
  '1011 Internal server error',
  '1008 The connection is not authorized for raw sendToGroup mode.',
];
/** What the app of these clients fails at. */
export const refusedText = 'please refuse';

/** Sends messages of simple clients, each followed by one whose echo says that the first is done with. */
export class SimpleLane {
  readonly #target: Target;
  readonly #random: Random;
  readonly #group: string;
  #barriers = 0;

  constructor(target: Target, random: Random, group: string) {
    this.#target = target;
    this.#random = random;
    this.#group = group;
  }

  async run(count: number): Promise<void> {
    const names = Object.entries(kinds);
    for (let done = 0; done < count;)
      done += await this.#runOne(...this.#random.pick(names), Math.min(10, count - done));
  }

  /** One connection, to its end or for so many messages. */
  async #runOne(name: string, kind: SimpleKind, count: number): Promise<number> {
    const hasRole = kind.mayLackRole !== true || this.#random.chance(0.9);
    const client = await this.#open(kind, hasRole);
    for (let done = 0; done < count; done += 1) {
      if (await this.#isOpenAfter(client, name, hasRole)) continue;
      client.socket.destroy();
      return done + 1;
    }
    await client.close();
    return count;
  }

  async #isOpenAfter(client: RawWebSocket, name: string, hasRole: boolean): Promise<boolean> {
    const { tally } = this.#target;
    const isMutated = this.#random.chance(0.55);
    const message = this.#message(isMutated);
    const ending = await this.#exchange(client, message);
    const kind = `${name} ${message.isBinary ? 'binary' : 'text'}`;
    const label = ending === undefined ? '' : `${String(ending.code)} ${ending.reason}`;
    tally.count(kind, isMutated, { isAccepted: ending === undefined, label: label.slice(0, 4) });
    if (ending === undefined && !hasRole) tally.finding(`${kind}: sent to a group without a role`);
    const isExpected = ending === undefined || (closings.includes(label) && (isMutated || !hasRole));
    if (!isExpected) tally.finding(`${kind}: closed ${label} after ${message.data.toString('utf8', 0, 100)}`);
    return ending === undefined;
  }

  #message(isMutated: boolean): Message {
    const isBinary = this.#random.chance(0.4);
    if (!isMutated) {
      const data = isBinary ? this.#random.bytes(1 + this.#random.below(40)) : Buffer.from(this.#random.pick(texts));
      return { data, isBinary };
    }
    if (this.#random.chance(0.02)) return { data: Buffer.from(refusedText), isBinary: false };
    const text = Buffer.from(mutateText(this.#random.pick(texts), this.#random));
    return { data: this.#random.chance(0.1) ? mutateBytes(text, this.#random) : text, isBinary };
  }

  async #exchange(client: RawWebSocket, message: Message): Promise<Ending | undefined> {
    const barrier = `barrier ${String((this.#barriers += 1))}`;
    client.send(message, { data: Buffer.from(barrier), isBinary: false });
    for (;;) {
      const next = await client.next();
      if (next === undefined) return { code: 0, reason: 'no answer' };
      if ('code' in next) return next;
      if (next.data.toString('utf8') === barrier) return undefined;
      if (!next.data.equals(message.data))
        this.#target.tally.finding(`simple: another message came back: ${next.data.toString('utf8', 0, 100)}`);
    }
  }

  async #open({ query, subprotocols }: SimpleKind, hasRole: boolean): Promise<RawWebSocket> {
    const group = query.endsWith('=') ? this.#group : '';
    const claims = { role: hasRole ? everyRole : [], 'webpubsub.group': [this.#group] };
    const path = `${this.#target.clientPath('simple', claims)}${query}${group}`;
    const client = await RawWebSocket.open(this.#target.port, { path, subprotocols });
    if (client instanceof RawWebSocket) return client;
    throw new Error(`The handshake of a simple client was answered ${JSON.stringify(client)}.`);
  }
}

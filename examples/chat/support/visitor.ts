import { once } from 'node:events';
import { WebSocket } from 'ws';

type Message = Readonly<Record<string, unknown>>;

/** A person without a page: what it takes to talk to the chat, and nothing more. For specs. */
export class Visitor {
  readonly #socket: WebSocket;
  readonly #heard: Message[] = [];
  readonly #waiting = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as Message;
      this.#heard.push(frame['type'] === 'message' ? (frame['data'] as Message) : frame);
      for (const look of this.#waiting) look();
    });
  }

  static async enter(chatUrl: string, name: string): Promise<Visitor> {
    const visitor = new Visitor(await Visitor.knock(chatUrl, name));
    await visitor.hears({ type: 'people', came: name });
    return visitor;
  }

  /** Opens a connection without waiting for what comes of it. */
  static async knock(chatUrl: string, name: string): Promise<WebSocket> {
    const answer = await fetch(`${chatUrl}/login?userid=${encodeURIComponent(name)}`);
    const { url } = (await answer.json()) as { url: string };
    return new WebSocket(url, 'json.webpubsub.azure.v1');
  }

  /** Sends a user event; its answer comes as `{ type: 'ack', ackId }`. */
  send(event: string, data: unknown, ackId = 1): void {
    this.#socket.send(JSON.stringify({ type: 'event', event, ackId, dataType: 'json', data }));
  }

  /** Resolves to the first message with these members, whether it came already or is still to come; it is then forgotten. */
  hears(wanted: Message): Promise<Message> {
    return new Promise((resolve) => {
      const look = (): void => {
        const at = this.#heard.findIndex((message) => hasMembers(message, wanted));
        if (at < 0) return;
        this.#waiting.delete(look);
        resolve(this.#heard.splice(at, 1)[0] ?? {});
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** What came so far and was not asked for, by its type. */
  unheard(type: string): readonly Message[] {
    return this.#heard.filter((message) => message['type'] === type);
  }

  async leave(): Promise<void> {
    this.#socket.close(1000);
    await once(this.#socket, 'close');
  }
}

function hasMembers(message: Message, wanted: Message): boolean {
  return Object.entries(wanted).every(([name, value]) => JSON.stringify(message[name]) === JSON.stringify(value));
}

import { dialects } from './dialect.js';
import type { Frame } from './frame-kinds.js';
import { isServiceFrame } from './frame-oracle.js';
import { RawWebSocket } from './raw-web-socket.js';
import { residentGroup, type Resident } from './rest-requests.js';
import { everyRole, type Target } from './target.js';

const [json] = dialects;
const count = 4;

/** Clients that stay and listen, and come back when they are sent away. */
export class Residents {
  readonly #target: Target;
  readonly #clients = new Map<number, { readonly resident: Resident; readonly client: RawWebSocket }>();
  #isClosing = false;
  #changes = 0;

  private constructor(target: Target) {
    this.#target = target;
  }

  static async open(target: Target): Promise<Residents> {
    const residents = new Residents(target);
    for (let index = 0; index < count; index += 1) await residents.#enter(index);
    return residents;
  }

  /** Something that stays the same while all of them stay: what names a connection that is gone is no fault. */
  get state(): number | undefined {
    return this.#clients.size === count ? this.#changes : undefined;
  }

  at(index: number): Resident {
    return this.#clients.get(index % count)?.resident ?? { connectionId: 'nobody', userId: 'nobody' };
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    for (const { client } of this.#clients.values()) client.socket.destroy();
  }

  async #enter(index: number): Promise<void> {
    const userId = `r${String(index)}`;
    const path = this.#target.clientPath('rest', { sub: userId, role: everyRole, 'webpubsub.group': [residentGroup] });
    const client = await RawWebSocket.open(this.#target.port, { path, subprotocols: json?.subprotocol });
    if (!(client instanceof RawWebSocket)) throw new Error('A resident was not let in.');
    const connected = await this.#next(client);
    this.#clients.set(index, { client, resident: { userId, connectionId: String(connected?.['connectionId']) } });
    void this.#listen(index, client);
  }

  /** Never rejects: a client that cannot come back is a finding. */
  async #listen(index: number, client: RawWebSocket): Promise<void> {
    while ((await this.#next(client)) !== undefined);
    if (this.#isClosing) return;
    this.#changes += 1;
    this.#clients.delete(index);
    client.socket.destroy();
    try {
      await this.#enter(index);
    } catch (error) {
      this.#target.tally.finding(`resident: ${String(error)}`);
    }
  }

  async #next(client: RawWebSocket): Promise<Frame | undefined> {
    for (;;) {
      const message = await client.next();
      // Nothing came for long: nobody has sent anything.
      if (message === undefined) continue;
      if ('code' in message) return undefined;
      const frame = json?.read(message);
      if (frame !== undefined && isServiceFrame(frame)) return frame;
      this.#target.tally.finding(`resident: no frame of the service: ${message.data.toString('utf8', 0, 300)}`);
    }
  }
}

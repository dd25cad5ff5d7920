import { app } from './app.js';
import { fuzzHttp } from './broken-http.js';
import { fuzzWebSockets } from './broken-web-sockets.js';
import { fuzzFrames, fuzzSimpleClients } from './frames.js';
import { fuzzHandshakes } from './handshakes.js';
import type { Random } from './random.js';
import { fuzzRest } from './rest.js';
import type { Tally } from './tally.js';
import { fastClock, Target } from './target.js';
import { fuzzUpstream } from './upstream.js';

type Part = (target: Target, random: Random, count: number) => Promise<void>;

/** How much of everything each part gets. */
const parts: readonly (readonly [share: number, part: Part])[] = [
  [0.52, fuzzFrames],
  [0.05, fuzzSimpleClients],
  [0.28, fuzzRest],
  [0.05, fuzzHandshakes],
  [0.04, fuzzWebSockets],
  [0.04, fuzzHttp],
];
const upstreamShare = 0.02;

const handler = { handle: app, userEventPattern: '*' } as const;
const told = { handle: app, systemEvents: ['connect', 'connected', 'disconnected'] } as const;
const hubs = {
  frames: { eventHandlers: [handler] },
  simple: { eventHandlers: [{ ...handler, systemEvents: ['connect'] as const }] },
  doors: { eventHandlers: [told] },
  open: { anonymousConnectPolicy: 'allow' as const },
};
// Repeats after 1, 3 and 5 seconds, and the end of the app's time, come that much earlier.
const hurry = 10;

/** Two emulators, of which the second has an app that answers anything, and little patience with it. */
export class Session {
  readonly #calm: Target;
  readonly #hasty: Target;

  private constructor(calm: Target, hasty: Target) {
    this.#calm = calm;
    this.#hasty = hasty;
  }

  static async start(tally: Tally): Promise<Session> {
    const calm = await Target.start(tally, { hubs });
    return new Session(calm, await Target.start(tally, { clock: fastClock(hurry) }));
  }

  get targets(): readonly [Target, Target] {
    return [this.#calm, this.#hasty];
  }

  /** Every part draws numbers of its own, so that a seed stands for the same traffic however the parts meet. */
  async run(random: Random, count: number): Promise<void> {
    const ofUpstream = random.fork();
    const forks = parts.map(([share, part]) => ({ part, share, random: random.fork() }));
    const upstream = fuzzUpstream(this.#hasty, ofUpstream, count * upstreamShare);
    for (const fork of forks) await fork.part(this.#calm, fork.random, count * fork.share);
    await upstream;
  }

  async close(): Promise<void> {
    await Promise.all([this.#calm.emulator.close(), this.#hasty.emulator.close()]);
  }
}

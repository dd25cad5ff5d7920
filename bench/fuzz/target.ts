import { createHmac } from 'node:crypto';
import { startEmulator, type Clock, type Emulator, type EmulatorOptions } from '../../lib/emulator/index.js';
import type { Tally } from './tally.js';

const key = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH';
const tenYears = 10 * 365 * 24 * 60 * 60;
const kept = 2_000;

export const everyRole = ['sendToGroup', 'joinLeaveGroup', 'setGroupState', 'getGroupState'].map(
  (permission) => `webpubsub.${permission}`,
);

/** The emulator that everything is sent to. */
export class Target {
  readonly emulator: Emulator;
  readonly port: number;
  readonly tally: Tally;
  readonly #tokens = new Map<string, string>();

  private constructor(emulator: Emulator, tally: Tally) {
    this.emulator = emulator;
    this.port = Number(new URL(emulator.url).port);
    this.tally = tally;
  }

  static async start(tally: Tally, options: EmulatorOptions): Promise<Target> {
    const log = {
      warn: () => undefined,
      error: (details: object, message: string) => tally.finding(`the log says: ${message} ${JSON.stringify(details)}`),
    };
    const limits = { recoverySeconds: 1 };
    return new Target(await startEmulator({ port: 0, host: '127.0.0.1', log, limits, ...options }), tally);
  }

  /** A token of the access key, kept for the next one who asks for the same. */
  token(claims: object): string {
    const name = JSON.stringify(claims);
    const known = this.#tokens.get(name);
    if (known !== undefined) return known;
    const token = signToken(claims);
    if (this.#tokens.size >= kept) this.#tokens.clear();
    this.#tokens.set(name, token);
    return token;
  }

  /** Lets go of the tokens that it keeps. */
  forget(): void {
    this.#tokens.clear();
  }

  clientToken(hub: string, claims: object = {}): string {
    return this.token({ aud: `http://localhost/client/hubs/${hub}`, ...claims });
  }

  clientPath(hub: string, claims: object = {}): string {
    return `/client/hubs/${hub}?access_token=${this.clientToken(hub, claims)}`;
  }
}

/** Signs any claims, also those that no library signs. */
export function signToken(claims: object, signingKey = key): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: 'HS256', typ: 'JWT' },
    { iat: now, exp: now + tenYears, ...claims },
  ];
  const content = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${createHmac('sha256', signingKey).update(content).digest('base64url')}`;
}

/** The machine's time, so many times as fast: what waits a second waits a moment. */
export function fastClock(factor: number): Clock {
  const start = Date.now();
  return {
    now: () => start + (Date.now() - start) * factor,
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds / factor);
      return () => clearTimeout(timer);
    },
  };
}

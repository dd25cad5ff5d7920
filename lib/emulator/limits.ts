import { defaultLimits, type Limits } from './broker/limits.js';
import { readInteger, readObject, settingError } from './settings-reader.js';

/** What the service's price list calls its tiers. */
export type Tier = 'free' | 'standard';

/** How much the emulator takes, in whole numbers from 1; what is left out is the tier's, or the service's own. */
export interface EmulatorLimits {
  /** `free`: 20 connections and 20,000 messages a day; `standard`: 1,000 connections, as one unit has. */
  readonly tier?: Tier;
  /** Clients at once, over all hubs; without a tier, as many as come. */
  readonly connections?: number;
  /** Messages to clients in a day of UTC, each begun 2 KB counted as one; without a tier, as many as come. */
  readonly messagesPerDay?: number;
  /** Of one message of a client, and of the body of one REST call; 1 MiB unless said. */
  readonly messageBytes?: number;
  /** Messages that a client which reads too slowly may have waiting; 1,000 unless said. */
  readonly waitingMessages?: number;
  /** 16 MiB unless said. */
  readonly waitingBytes?: number;
  /** Messages that a reliable client need not have acknowledged; 1,000 unless said. */
  readonly unackedMessages?: number;
  /** 16 MiB unless said. */
  readonly unackedBytes?: number;
  /** How long a reliable connection outlives its WebSocket; 30 unless said, at most 2,147,483. */
  readonly recoverySeconds?: number;
  /** Streams that a client may have open; 100 unless said. */
  readonly streams?: number;
  /** Groups of which a client may hear states, and groups in which it may have one; 1,000 unless said. */
  readonly groupStates?: number;
}

/** What a client that reads too slowly may have waiting. */
export interface WaitingLimits {
  readonly messages: number;
  readonly bytes: number;
}

/** The limits after they were read. */
export interface ReadLimits {
  readonly messageBytes: number;
  readonly waiting: WaitingLimits;
  /** What a recovery sends at once must find room. */
  readonly waitingReliable: WaitingLimits;
  readonly broker: Limits;
}

const mebibyte = 1024 * 1024;
// service: messages a day of the free tier, connections of a standard unit. assumed: connections of the free tier.
const tiers: Readonly<Record<Tier, Pick<Limits, 'connections' | 'messagesPerDay'>>> = {
  free: { connections: 20, messagesPerDay: 20_000 },
  standard: { connections: 1000, messagesPerDay: Infinity },
};
const names = [
  ...['tier', 'connections', 'messagesPerDay', 'messageBytes', 'waitingMessages', 'waitingBytes'],
  ...['unackedMessages', 'unackedBytes', 'recoverySeconds', 'streams', 'groupStates'],
];
// Node takes a longer time for one millisecond.
const mostOf: Partial<Record<keyof EmulatorLimits, number>> = { recoverySeconds: 2_147_483 };
const unbounded = Number.MAX_SAFE_INTEGER;

/** Judges `limits`: an object, or a tier by its name. */
export function readLimits(value: unknown, path: string): ReadLimits {
  const values = readObject(typeof value === 'string' ? { tier: value } : value, path, names);
  const numberOf = (name: keyof EmulatorLimits, otherwise: number): number =>
    values[name] === undefined ? otherwise : readInteger(values[name], `${path}.${name}`, 1, mostOf[name] ?? unbounded);
  const ofTier = readTier(values['tier'], `${path}.tier`);
  const broker = {
    connections: numberOf('connections', ofTier.connections),
    messagesPerDay: numberOf('messagesPerDay', ofTier.messagesPerDay),
    unackedMessages: numberOf('unackedMessages', defaultLimits.unackedMessages),
    unackedBytes: numberOf('unackedBytes', defaultLimits.unackedBytes),
    recoveryMilliseconds: numberOf('recoverySeconds', defaultLimits.recoveryMilliseconds / 1000) * 1000,
    streams: numberOf('streams', defaultLimits.streams),
    groupStates: numberOf('groupStates', defaultLimits.groupStates),
  };
  // official emulator: 1000 messages and 16 MiB; 32 messages and 16 MiB more for what a recovery sends.
  const waiting = { messages: numberOf('waitingMessages', 1000), bytes: numberOf('waitingBytes', 16 * mebibyte) };
  const waitingReliable = {
    messages: Math.max(waiting.messages, broker.unackedMessages) + 32,
    bytes: Math.max(waiting.bytes, broker.unackedBytes) + 16 * mebibyte,
  };
  // service: one message of a client, and one body, is at most 1 MiB.
  return { messageBytes: numberOf('messageBytes', mebibyte), waiting, waitingReliable, broker };
}

function readTier(value: unknown, path: string): Pick<Limits, 'connections' | 'messagesPerDay'> {
  if (value === undefined) return defaultLimits;
  if (value === 'free' || value === 'standard') return tiers[value];
  throw settingError(path, 'neither "free" nor "standard"', 'Write one of them, or set the limits one by one.');
}

import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { isWildcard } from './address.js';
import { isLoopback, wellKnownAccessKey } from '../protocol/connection-string.js';
import { readDisputed, type Disputed } from './disputed.js';
import type { HubSettings } from './hub-settings.js';
import { readLimits, type EmulatorLimits, type ReadLimits, type Tier } from './limits.js';
import { contained, standardErrorLog, type EmulatorLog } from './log.js';
import { readInteger, readObject, readText, settingError } from './settings-reader.js';
import { readTls, type ReadTls, type TlsOptions } from './tls/tls-options.js';

/** What {@link startEmulator} takes; all of it may be left out. */
export interface EmulatorOptions {
  /** 8080 unless said; 0 takes a free one. */
  readonly port?: number;
  /** `localhost` unless said, which listens on 127.0.0.1 and, where the machine has it, on ::1. */
  readonly host?: string;
  /**
   * At least 32 bytes; the published key unless said. Beyond loopback a key of your own is needed, or `auto`: the published key on this machine
   * alone, and where others reach it one that is made for this run.
   */
  readonly accessKey?: string;
  /** Signs nothing but events and verifies tokens, like the service's secondary key; random unless said. */
  readonly secondaryAccessKey?: string;
  /**
   * https and wss in the place of http and ws: `true` makes a certificate for localhost and `host` (clients trust `emulator.certificate`), or
   * give one of your own.
   */
  readonly tls?: boolean | TlsOptions;
  /** Settings by the name of the hub. */
  readonly hubs?: Readonly<Record<string, HubSettings>>;
  /**
   * The path of a JSON file with the settings of hubs, in the shape of the service's own resources; it is read again when it changes. What
   * `hubs` and `setHub` say goes before.
   */
  readonly settingsFile?: string;
  /** Where warnings and errors go; stderr unless said. */
  readonly log?: EmulatorLog;
  /** The time of tokens, windows, pauses and limits: the machine's unless said; a `VirtualClock` can be moved ahead. */
  readonly clock?: Clock;
  /** What the emulator does where the sources on the service disagree. */
  readonly disputed?: Partial<Disputed>;
  /**
   * Whether it serves a page that shows what happens, at `emulator.inspectorUrl`: to this machine alone, and to who has that URL. Off unless
   * said.
   */
  readonly inspector?: boolean;
  /** How much it takes; the name of a tier stands for its limits. */
  readonly limits?: Tier | EmulatorLimits;
}

/** The options after they were read. */
export interface ReadOptions {
  readonly port: number;
  readonly host: string;
  /** Primary first. */
  readonly accessKeys: readonly [string, string];
  readonly tls: ReadTls | undefined;
  readonly hubs: Readonly<Record<string, unknown>>;
  readonly settingsFile: string | undefined;
  readonly log: EmulatorLog;
  readonly clock: Clock;
  readonly disputed: Disputed;
  readonly limits: ReadLimits;
  readonly inspector: boolean;
}

const names = [
  'port',
  'host',
  'accessKey',
  'secondaryAccessKey',
  'tls',
  'hubs',
  'settingsFile',
  'log',
  'clock',
  'disputed',
  'limits',
  'inspector',
];

/** Judges the options before anything listens. */
export function readOptions(options: unknown): ReadOptions {
  const values = readObject(options, '', names);
  const host = readHost(values['host'] ?? 'localhost');
  const primary = readPrimaryKey(values['accessKey'] ?? wellKnownAccessKey, host);
  if (!isLoopback(host) && primary === wellKnownAccessKey) {
    const problem = `the published key, which protects nothing, while host "${host}" can be reached from other machines`;
    throw settingError('accessKey', problem, 'Give a key of your own, let "auto" make one, or listen on localhost.');
  }
  return {
    port: readInteger(values['port'] ?? 8080, 'port', 0, 65_535),
    host,
    accessKeys: [primary, readAccessKey(values['secondaryAccessKey'] ?? randomKey(), 'secondaryAccessKey')],
    tls: readTls(values['tls'], 'tls'),
    hubs: readHubs(values['hubs'] ?? {}),
    settingsFile: readPath(values['settingsFile']),
    log: contained(readLog(values['log'] ?? standardErrorLog)),
    clock: readClock(values['clock'] ?? systemClock),
    disputed: readDisputed(values['disputed'] ?? {}, 'disputed'),
    limits: readLimits(values['limits'] ?? {}, 'limits'),
    inspector: readInspector(values['inspector'] ?? false, host),
  };
}

/** In lower case; an IPv6 address as URLs write it, without their brackets. */
function readHost(value: unknown): string {
  const text = readText(value, 'host', 'a host name or address').toLowerCase();
  if (text.trim() === '') {
    throw settingError(
      'host',
      'blank',
      'Give it a name or an address, or leave it out. 0.0.0.0 and :: listen everywhere.',
    );
  }
  const host = text.replace(/^\[(.*)\]$/, '$1');
  return isIPv6(host) && URL.canParse(`http://[${host}]`) ? new URL(`http://[${host}]`).hostname.slice(1, -1) : host;
}

function readHubs(value: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return readObject(value, 'hubs', isObject ? Object.keys(value) : ['settings by the name of the hub']);
}

function readPath(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const path = readText(value, 'settingsFile', 'the path of a JSON file');
  if (path !== '') return path;
  throw settingError('settingsFile', 'blank', 'Give it the path of a JSON file, or leave it out.');
}

function readLog(value: unknown): EmulatorLog {
  const { warn, error } = (typeof value === 'object' && value !== null ? value : {}) as Partial<EmulatorLog>;
  if (typeof warn === 'function' && typeof error === 'function') return value as EmulatorLog;
  throw settingError('log', 'no log', 'Give it functions warn and error.');
}

function readClock(value: unknown): Clock {
  const { now, after } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Clock>;
  if (typeof now === 'function' && typeof after === 'function') return value as Clock;
  throw settingError('clock', 'no clock', 'Give it a VirtualClock, or an object with functions now and after.');
}

function readPrimaryKey(value: unknown, host: string): string {
  if (value !== 'auto') return readAccessKey(value, 'accessKey');
  return isLoopback(host) ? wellKnownAccessKey : randomKey();
}

function readInspector(value: unknown, host: string): boolean {
  if (typeof value !== 'boolean') {
    throw settingError('inspector', 'neither true nor false', 'Give it one of them, or leave it out.');
  }
  if (!value || isLoopback(host) || isWildcard(host)) return value;
  const problem = `true, while host "${host}" is reached from elsewhere alone`;
  throw settingError('inspector', problem, 'The inspector is for this machine alone: listen on localhost or 0.0.0.0.');
}

// official emulator: what a key may be.
function readAccessKey(value: unknown, path: string): string {
  const key = readText(value, path, 'a key of at least 32 bytes');
  const remedy = 'A key has at least 32 bytes, no blanks at its ends, no ";" and no control characters.';
  if (Buffer.byteLength(key) < 32) throw settingError(path, 'too short', remedy);
  if (key !== key.trim() || /[;\u0000-\u001f\u007f-\u009f]/.test(key))
    throw settingError(path, 'no access key', remedy);
  return key;
}

function randomKey(): string {
  return randomBytes(32).toString('base64');
}

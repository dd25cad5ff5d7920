import { inspect, isDeepStrictEqual } from 'node:util';
import type { OptionRules } from '../metadata/options.js';
import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { NextOptions } from './inbox.js';
import { judge } from './judge.js';
import type { ReadMessage } from './read-message.js';

/** @inline */
interface MessageSource {
  /** Whether a client sent it to a group, or the app. */
  readonly from?: 'group' | 'server';
  readonly group?: string;
  /** `null` for an anonymous sender and for the server. */
  readonly fromUserId?: string | null;
}

/** A message that a client received. A simple client is not told where it comes from. */
export type TestMessage = MessageSource & ReadMessage;

/** A message whose data a test knows. */
export interface TypedMessage<TData> extends MessageSource {
  readonly data: TData;
  readonly dataType: TestMessage['dataType'];
  readonly metadata?: MessageMetadata;
}

/** Members of a wanted message. Of objects in them the named members count; all else must be equal. */
export interface WantedMessage extends MessageSource {
  readonly data?: unknown;
  readonly dataType?: TestMessage['dataType'];
  readonly metadata?: MessageMetadata;
}

/** What a client waits for. */
export type Wanted = ((message: TestMessage) => boolean) | WantedMessage;

const anything = { accepts: () => true, expected: 'anything' };
const wantedRules: OptionRules = {
  ...{ data: anything, dataType: anything, from: anything, group: anything, fromUserId: anything, metadata: anything },
};

/** @throws ConfigurationError for a member that no message has. */
export function toPredicate(wanted: Wanted): (message: TestMessage) => boolean {
  if (typeof wanted === 'function') return wanted;
  judge('next()', wanted, wantedRules);
  return (message) => isLike(message, wanted);
}

/** How an inbox looks for it, and says what it looked for. */
export function lookFor(wanted: Wanted | undefined): Pick<NextOptions<TestMessage>, 'predicate' | 'fits'> {
  if (wanted === undefined) return {};
  const fits = typeof wanted === 'function' ? undefined : inspect(wanted, { depth: 4, breakLength: Infinity });
  return { predicate: toPredicate(wanted), fits };
}

function isLike(value: unknown, wanted: unknown): boolean {
  if (!isPlain(wanted)) return isDeepStrictEqual(value, wanted);
  return (
    isPlain(value) && Object.keys(wanted).every((key) => Object.hasOwn(value, key) && isLike(value[key], wanted[key]))
  );
}

/** An object of named members, and not a list or bytes. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}

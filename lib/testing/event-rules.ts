import { isListOf, oneOf } from '../metadata/options.js';
import type { OptionRule, OptionRules } from '../metadata/options.js';
import { isRecord } from '../invocation/own-keys.js';
import { mediaTypes } from '../protocol/data-type.js';
import { metadataRule, readMetadata } from '../protocol/message-metadata.js';
import { groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { isGroupName, isHubName } from '../protocol/names.js';

// What one member of an event may be, by what it is and not by the event that has it.

const isText = (value: unknown): boolean => typeof value === 'string';
const isTexts = (value: unknown): boolean => isListOf(value, isText);
// A header carries neither line breaks nor other control characters, RFC 9110 5.5.
const isLine = (value: unknown): boolean => typeof value === 'string' && !/[\u0000-\u001f\u007f]/.test(value);

// RFC 9110 5.6.2.
const isToken = (name: string): boolean => /^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name);

const line: OptionRule = { accepts: isLine, expected: 'a text without control characters: it travels as a header' };
export const name: OptionRule = {
  accepts: (value) => isLine(value) && value !== '',
  expected: `${line.expected}, and not empty`,
};
export const object: OptionRule = { accepts: isRecord, expected: 'an object' };
/** Headers of a request. */
export const headers: OptionRule = {
  accepts: (value) => isRecord(value) && Object.keys(value).every(isToken) && Object.values(value).every(isLine),
  expected: 'an object of texts without control characters, by names that a header may have',
};
/** Claims, query and headers of a handshake: a name may come more than once. */
const listsByName: OptionRule = {
  accepts: (value) => isRecord(value) && Object.values(value).every(isTexts),
  expected: 'an object of arrays of texts, as a name may come more than once: { room: ["red"] }',
};

export const hub: OptionRule = {
  accepts: (value) => typeof value === 'string' && isHubName(value),
  expected: 'a hub name: a letter followed by up to 127 letters, digits or any of _`,.[]',
};
export const group: OptionRule = {
  accepts: (value) => typeof value === 'string' && isGroupName(value),
  expected: 'a group name: 1 to 1024 characters, not only white space',
};

/** Who sent an event, and how it speaks. */
export const clientRules: OptionRules = {
  connectionId: name,
  userId: line,
  subprotocol: line,
  physicalConnectionId: name,
};

/** What events differ in: what they tell. */
export type EventKind = 'connect' | 'connected' | 'disconnected' | 'presence' | 'user';

/** The kind of an event; undefined for one that the service does not have. */
export function kindOf(eventType: EventType, eventName: string): EventKind | undefined {
  if (eventType === 'user') return 'user';
  if (eventType === 'group') return groupEventNames.some((one) => one === eventName) ? 'presence' : undefined;
  return systemEventNames.find((one) => one === eventName);
}

/** The type of an event that does not say it, as decorators have it. */
export function typeOf(eventName: string): EventType {
  return systemEventNames.some((one) => one === eventName) ? 'system' : 'user';
}

/** What an event of a kind tells beside who sent it. */
export const toldRules: Readonly<Record<EventKind, OptionRules>> = {
  connect: {
    claims: listsByName,
    query: listsByName,
    subprotocols: { accepts: isTexts, expected: 'an array of texts' },
    clientCertificates: {
      accepts: (value) => isListOf(value, isRecord),
      expected: 'an array of { thumbprint, content }',
    },
    clientHeaders: listsByName,
    mqtt: object,
  },
  connected: {},
  disconnected: { reason: { accepts: isText, expected: 'a text' }, mqtt: object },
  presence: { group },
  user: {
    data: { accepts: () => true, expected: 'anything' },
    dataType: oneOf(Object.keys(mediaTypes)),
    metadata: { accepts: (value) => 'metadata' in readMetadata(value), expected: metadataRule },
  },
};

export const time: OptionRule = {
  accepts: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
  expected: 'a Date',
};

export const count: OptionRule = {
  accepts: (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
  expected: 'a whole number, at least 0',
};

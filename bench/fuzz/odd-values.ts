import { RawJson } from './json-text.js';
import type { Random } from './random.js';

const numbers = [
  ...['-1', '-0', '0', '1', '1.5', '1e2', '1e400', '-1e400', '1E-7', '300', '301', '2147483648', '4294967296'],
  ...['9007199254740993', '18446744073709551615', '18446744073709551616', '123456789012345678901234567890', '00', '+1'],
  ...['.5', '5.', '0x10', 'NaN', 'Infinity', '1_000'],
];
const texts = [
  ...['', ' ', '\t\r\n', '.', '..', '/', '%', '%2F', '%00', '*', '**', '?', '\\', '"', "'", '`', '{hub}', '${x}'],
  ...['\u0000', '\u007f', '\ud800', 'a\udfffb', '\ufeff', '\u202e\u2066', '👩‍👩‍👧', 'é', 'ß', 'İ', 'ﬃ', '日本'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'true', '0', 'undefined'],
  ...[
    'text',
    'json',
    'binary',
    'protobuf',
    'TEXT',
    'ping',
    'event',
    'joinGroup',
    'sendToGroup',
    'streamData',
    'invoke',
  ],
  ...['aGk=', 'aGk', '====', '-_-_', '<script>', 'a\r\nb: c', "a' or 1 eq 1"],
];
const others: readonly unknown[] = [null, true, false, [], {}, [null], [[]], { a: { b: {} } }];

/** A value that nobody expects. */
export function oddValue(random: Random): unknown {
  const kind = random.below(20);
  if (kind < 7) return oddText(random);
  if (kind < 12) return new RawJson(random.pick(numbers));
  if (kind < 17) return random.pick(others);
  if (kind === 17) return nested(random);
  return oddObject(random);
}

/** A text that nobody expects; now and then a long one. */
export function oddText(random: Random): string {
  const text = random.pick(texts);
  if (random.chance(0.1)) return (text || 'x').repeat(1 + random.below(random.chance(0.1) ? 20_000 : 1_200));
  return random.chance(0.2) ? text + random.pick(texts) : text;
}

/** With names that reach into the prototypes of what is careless. */
function oddObject(random: Random): object {
  const count = random.below(4) + (random.chance(0.02) ? 2_000 : 0);
  const names = Array.from({ length: count }, (_, index) => (index < 4 ? random.pick(texts) : `n${String(index)}`));
  return Object.fromEntries(names.map((name) => [name, random.pick(others)]));
}

function nested(random: Random): RawJson {
  const depth = random.pick([10, 100, 1_000, 10_000]);
  const [open, close] = random.pick([['[', ']'] as const, ['{"a":', '}'] as const]);
  // Not closed now and then.
  return new RawJson(`${open.repeat(depth)}1${close.repeat(random.chance(0.8) ? depth : depth - 1)}`);
}

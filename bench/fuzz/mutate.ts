import { RawJson, writeJson } from './json-text.js';
import { oddText, oddValue } from './odd-values.js';
import type { Random } from './random.js';

type Members = Readonly<Record<string, unknown>>;
type MutateMembers = (members: Members, name: string, random: Random) => Members;

const memberMutations: readonly MutateMembers[] = [
  (members, name) => withoutMember(members, name),
  (members, name, random) => ({ ...members, [name]: oddValue(random) }),
  (members, name, random) => ({ ...members, [name]: oddValue(random) }),
  (members, name, random) => ({ ...members, [name]: mutateValue(members[name], random) }),
  (members, name, random) => ({ ...members, [name]: mutateValue(members[name], random) }),
  (members, name, random) => ({ ...withoutMember(members, name), [recased(name, random)]: members[name] }),
  (members, _, random) => withOwn(members, oddText(random), oddValue(random)),
  (members, name, random) => ({ ...members, [name]: members[random.pick(Object.keys(members))] }),
  (members, name) => ({ ...members, [name]: [members[name]] }),
];

/** Changes something in a JSON value, deep inside or at its top. */
export function mutateValue(value: unknown, random: Random): unknown {
  if (typeof value === 'string') return mutateText(value, random);
  if (typeof value !== 'object' || value === null || value instanceof RawJson) return oddValue(random);
  if (Array.isArray(value)) return mutateList(value, random);
  const names = Object.keys(value);
  if (names.length === 0) return oddValue(random);
  return random.pick(memberMutations)(value as Members, random.pick(names), random);
}

/** The same, with members to the end. */
export function mutateMembers(members: Members, random: Random): Members {
  return random.pick(memberMutations)(members, random.pick(Object.keys(members)), random);
}

function mutateList(values: readonly unknown[], random: Random): readonly unknown[] {
  const at = random.below(values.length + 1);
  return random.chance(0.5) ? [...values.slice(0, at), oddValue(random), ...values.slice(at)] : values.slice(0, at);
}

/** Changes a few characters of a text, or all of it. */
export function mutateText(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + oddText(random) + text.slice(at);
    case 3:
      return text + text.slice(at);
    case 4:
      return recased(text, random);
    case 5:
      return text.slice(0, at) + String.fromCharCode(random.below(0x180)) + text.slice(at + 1);
    default:
      return oddText(random);
  }
}

/** Changes bytes, so that what was text may be none any more. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (random.below(5)) {
    case 0:
      return head;
    case 1:
      return Buffer.concat([head, random.bytes(1 + random.below(4)), tail]);
    case 2:
      return Buffer.concat([head, tail.subarray(1 + random.below(4))]);
    case 3:
      return Buffer.concat([bytes, head]);
    default: {
      const flipped = Buffer.from(bytes);
      if (at < bytes.length) flipped[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
  }
}

/** A JSON document that was valid: its values, its text or its bytes are changed. */
export function mutateJson(value: unknown, random: Random): Buffer {
  let mutated = value;
  const changes = random.chance(0.75) ? 1 : 1 + random.below(3);
  for (let change = 0; change < changes; change += 1) mutated = mutateValue(mutated, random);
  let text = writeJson(mutated);
  if (random.chance(0.08)) text = mutateText(text, random);
  const bytes = Buffer.from(text);
  return random.chance(0.05) ? mutateBytes(bytes, random) : bytes;
}

function withoutMember(members: Members, name: string): Members {
  return Object.fromEntries(Object.entries(members).filter(([other]) => other !== name));
}

/** `__proto__` too becomes a member like any other. */
function withOwn(members: Members, name: string, value: unknown): Members {
  return Object.fromEntries([...Object.entries(members), [name, value]]);
}

function recased(text: string, random: Random): string {
  return random.chance(0.5) ? text.toUpperCase() : text.toLowerCase();
}

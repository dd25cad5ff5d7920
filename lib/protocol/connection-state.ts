import { isTextNestedTooDeep } from './nesting.js';

/** The state of a connection, which the service keeps between events. */
export type ConnectionStates = Record<string, unknown>;

/**
 * How the values of a state are written into its JSON object: `json`, each as it is, as `@azure/web-pubsub-express` does; `base64`, each as
 * base64 of its own JSON, as the .NET packages do.
 */
export type StateEncoding = 'json' | 'base64';

type Entries = readonly (readonly [key: string, value: unknown])[];
type Texts = readonly (readonly [key: string, text: string, written: string])[];

// A space before the object, which every reader of JSON skips: its values are as they are, though they look as if .NET had written them.
const asTheyAre = ' ';
// What stands for bytes that are no UTF-8.
const replacement = '\ufffd';

/**
 * Reads `ce-connectionState`: base64 of a JSON object, in either encoding. What is not one counts as no state, as in the service's own SDKs.
 * A key named `__proto__` is left out, so that no later merge can reach a prototype. Undefined where it is nested too deep to be written again.
 */
export function decodeConnectionState(
  header: string | undefined,
  encoding: StateEncoding = 'json',
): ConnectionStates | undefined {
  if (header === undefined || header === '') return {};
  const text = Buffer.from(header, 'base64').toString('utf8');
  if (isTextNestedTooDeep(text)) return undefined;
  const object = parse(text);
  if (typeof object !== 'object' || object === null || Array.isArray(object)) return {};
  // What any value shows not to be .NET's is as it is: so for most apps, at every event.
  if (!areAllTexts(object) && !Object.hasOwn(object, '__proto__')) return object as ConnectionStates;
  const entries = Object.entries(object).filter(([key]) => key !== '__proto__');
  const texts = text.startsWith(asTheyAre) ? undefined : textsOf(entries);
  if (texts?.some(([, one]) => isTextNestedTooDeep(one))) return undefined;
  return Object.fromEntries((texts && valuesOf(texts, encoding)) ?? entries);
}

/**
 * The header value for a state; an empty state is the base64 of `{}`, which clears what the service kept. `json` is the state as JSON has it,
 * without what it has no text for, where somebody made that already.
 */
export function encodeConnectionState(
  states: ConnectionStates,
  encoding: StateEncoding = 'json',
  json = JSON.stringify(states),
): string {
  if (encoding === 'json' && hasNumber(states)) return encode(json);
  const entries: Entries = Object.entries(JSON.parse(json) as ConnectionStates);
  if (encoding === 'base64')
    return encode(
      JSON.stringify(Object.fromEntries(entries.map(([key, value]) => [key, encode(JSON.stringify(value))]))),
    );
  return encode((textsOf(entries) ? asTheyAre : '') + json);
}

function areAllTexts(states: object): boolean {
  for (const value of Object.values(states) as unknown[]) if (typeof value !== 'string') return false;
  return true;
}

/** Whether a value is one that JSON has no text for, whatever the others become: such a state cannot look as if .NET had written it. */
function hasNumber(states: ConnectionStates): boolean {
  if ('toJSON' in states) return false;
  for (const value of Object.values(states)) if (typeof value === 'number' || typeof value === 'boolean') return true;
  return false;
}

/** What the values of a state say when all of them are base64, as .NET writes them; undefined when one is not. */
function textsOf(entries: Entries): Texts | undefined {
  const bytes = entries.map(([, value]) => Buffer.from(typeof value === 'string' ? value : '', 'base64'));
  const isBase64 = bytes.every((one, at) => one.length > 0 && one.toString('base64') === entries[at]?.[1]);
  return entries.length > 0 && isBase64
    ? entries.map(([key, value], at) => [key, String(bytes[at]), String(value)])
    : undefined;
}

// .NET also keeps texts and bytes that are no JSON. Only who said that .NET writes the states may take these for texts: to anybody else
// "anna" is a name.
function valuesOf(texts: Texts, encoding: StateEncoding): Entries | undefined {
  const values = texts.map(([key, text, written]) => [key, parse(text) ?? otherwise(text, written, encoding)] as const);
  return values.some(([, value]) => value === undefined) ? undefined : values;
}

function otherwise(text: string, written: string, encoding: StateEncoding): string | null | undefined {
  if (text.trim() === 'null') return null;
  if (encoding === 'json') return undefined;
  // Bytes that are no text, as those of "anna" read as base64, cannot be one: what was written is nearer to what was meant.
  return text.includes(replacement) ? written : text;
}

/** The value of a JSON text; undefined for what is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

import { readDuration } from '../duration.js';
import { readInteger, readObject, readText, settingError } from '../settings-reader.js';
import { faultKinds, type Fault, type FaultKind } from './fault.js';
import type { FaultPlace } from './rule.js';

/** How a fault is written that has something to say beside its name. */
const spellings: Readonly<Partial<Record<FaultKind, string>>> = {
  delay: '{ delay }',
  close: '{ close, reason? }',
  status: '{ status }',
};

/** Judges the fault of a rule; what is not possible at its place is refused. */
export function readFault(value: unknown, at: FaultPlace, path: string): Fault {
  const kind = kindOf(value);
  const possible: readonly string[] = faultKinds[at];
  if (kind === undefined || !possible.includes(kind)) throw impossible(value, at, path);
  if (kind === 'delay') return readDelay(value, path);
  if (kind === 'close') return readClose(value, path);
  return kind === 'status' ? readStatus(value, at, path) : { kind };
}

/** Told by a name, or by the member that only one kind has. */
function kindOf(value: unknown): FaultKind | undefined {
  const kinds: readonly FaultKind[] = Object.values(faultKinds).flat();
  const isObject = typeof value === 'object' && value !== null;
  return kinds.find((kind) => (kind in spellings ? isObject && kind in value : value === kind));
}

function impossible(value: unknown, at: FaultPlace, path: string): Error {
  const kind = kindOf(value);
  const problem = kind === undefined ? 'no fault' : `"${kind}", which cannot happen at "${at}"`;
  const possible = faultKinds[at].map((kind: FaultKind) => spellings[kind] ?? JSON.stringify(kind));
  return settingError(path, problem, `There it is one of ${possible.join(', ')}.`);
}

function readDelay(value: unknown, path: string): Fault {
  const { delay } = readObject(value, path, ['delay']);
  return { kind: 'delay', milliseconds: readDuration(delay, `Emulator setting ${path}.delay`) };
}

// RFC 6455 7.4: the others are never sent (1004 to 1006, 1015) or nobody's.
const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006)) || code >= 3000;
// RFC 6455 5.5: what a close frame has room for beside its code.
const longestReason = 123;

function readClose(value: unknown, path: string): Fault {
  const values = readObject(value, path, ['close', 'reason']);
  const code = readInteger(values['close'], `${path}.close`, 1000, 4999);
  if (!isCloseCode(code)) {
    throw settingError(`${path}.close`, `${code}, which no WebSocket sends`, 'Give it a code such as 1001 or 4000.');
  }
  const reason = readText(values['reason'] ?? '', `${path}.reason`, 'the reason of the close');
  if (Buffer.byteLength(reason) <= longestReason) return { kind: 'close', closing: { code, reason } };
  throw settingError(`${path}.reason`, 'too long', `A close has room for ${longestReason} bytes.`);
}

function readStatus(value: unknown, at: FaultPlace, path: string): Fault {
  // The service does not look at the Retry-After of an app.
  const values = readObject(value, path, at === 'event' ? ['status'] : ['status', 'retryAfterSeconds']);
  const status = readInteger(values['status'], `${path}.status`, 400, 599);
  if (values['retryAfterSeconds'] === undefined) return { kind: 'status', status };
  const most = Number.MAX_SAFE_INTEGER;
  const retryAfterSeconds = readInteger(values['retryAfterSeconds'], `${path}.retryAfterSeconds`, 0, most);
  return { kind: 'status', status, retryAfterSeconds };
}

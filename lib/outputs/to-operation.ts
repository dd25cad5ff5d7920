import { createError, OutputError } from '../errors.js';
import type { ActionName } from './action-shapes.js';
import { isBytes } from './bytes.js';
import { describeValue, Fields } from './fields.js';
import { isQuestion, type Output, type OutputLimits } from './output.js';
import { actionReaders, type Reader } from './read-action.js';
import { seedReaders } from './read-seed-shape.js';
import { closestName, listAllowed } from './suggest.js';

/**
 * What an item means, in either shape: an operation of the service, or a question. Decided by own keys, not values.
 * Content is serialised here, once. Throws an {@link OutputError} for whatever can never be sent.
 */
export function toOperation(item: unknown, limits: OutputLimits): Output {
  try {
    const { kind, reader } = classify(item);
    const output = reader.read(new Fields(kind, item as object), limits);
    if (!isQuestion(output)) refuseConnecting(output, limits.connectingId);
    return output;
  } catch (error) {
    if (error instanceof OutputError) throw error;
    throw refuseShape('reading it failed', { cause: error });
  }
}

interface Classified {
  readonly kind: string;
  readonly reader: Reader<Output>;
}

const actionNames = Object.keys(actionReaders) as ActionName[];
const actionsInLowerCase = new Map(actionNames.map((name) => [name.toLowerCase(), name]));

function classify(item: unknown): Classified {
  if (typeof item !== 'object' || item === null || Array.isArray(item) || isBytes(item)) {
    throw refuseShape(`it is ${describeValue(item)}${adviceFor(item)}`);
  }
  const keys = Object.keys(item);
  if (keys.includes('actionName')) return classifyAction(item as { actionName: unknown }, keys);
  return classifySeedShape(keys);
}

function classifyAction({ actionName }: { readonly actionName: unknown }, keys: readonly string[]): Classified {
  const kind = typeof actionName === 'string' ? actionsInLowerCase.get(actionName.toLowerCase()) : undefined;
  if (kind === undefined) {
    const action = typeof actionName === 'string' ? actionName.slice(0, 40) : describeValue(actionName);
    throw createError('WPS_OUTPUT_ACTION_UNKNOWN', { action, allowed: listAllowed(actionNames, action) });
  }
  const reader = actionReaders[kind];
  refuseUnknownKeys(kind, ['actionName', ...reader.keys], keys);
  return { kind, reader };
}

type SeedKind = keyof typeof seedReaders;
const kindOfKey: readonly (readonly [key: string, kind: SeedKind])[] = [
  ['message', 'MessageData'],
  ['groupAction', 'GroupData'],
  ['action', 'GroupData'],
  ['connectionId', 'CloseConnectionData'],
];

function classifySeedShape(keys: readonly string[]): Classified {
  const found = kindOfKey.filter(([key]) => keys.includes(key));
  const [first, second] = found;
  if (first !== undefined && second !== undefined) {
    throw refuseShape(`it has both "${first[0]}" and "${second[0]}"`);
  }
  if (first === undefined) refuseUnlessQuestion(keys);
  const kind = first?.[1] ?? 'ExistenceData';
  const reader = seedReaders[kind];
  refuseUnknownKeys(kind, reader.keys, keys);
  return { kind, reader };
}

// Exactly targetType and targetId is a question; anything else is a command whose telling key is missing or misspelt.
function refuseUnlessQuestion(keys: readonly string[]): void {
  if (keys.length === 2 && keys.includes('targetType') && keys.includes('targetId')) return;
  const telling = ['message', 'groupAction', 'connectionId', 'actionName'];
  for (const key of keys) {
    const near = closestName(key, telling);
    if (near !== undefined) throw refuseShape(`it has no known kind, but "${key}" (did you mean "${near}"?)`);
  }
  throw refuseShape(keys.length === 0 ? 'it is an empty object' : `its keys are ${keys.slice(0, 8).join(', ')}`);
}

function refuseUnknownKeys(kind: string, allowed: readonly string[], keys: readonly string[]): void {
  const key = keys.find((candidate) => !allowed.includes(candidate));
  if (key === undefined) return;
  throw createError('WPS_OUTPUT_KEY_UNKNOWN', { kind, key, allowed: listAllowed(allowed, key) });
}

function refuseConnecting(output: Output, connectingId: string | undefined): void {
  if (connectingId === undefined || !('connectionId' in output) || output.connectionId !== connectingId) return;
  throw createError('WPS_OUTPUT_TO_CONNECTING', { connectionId: connectingId });
}

function adviceFor(item: unknown): string {
  if (Array.isArray(item)) return ' (add its items one by one)';
  if (typeof item === 'string' || isBytes(item)) return ' (put it under "message")';
  return '';
}

function refuseShape(problem: string, options?: ErrorOptions): OutputError {
  return createError('WPS_OUTPUT_SHAPE', { problem }, options);
}

import { hasOnlyKeys, isRecord } from './own-keys.js';

const messageKeys = ['message', 'targetType', 'targetId', 'excludes', 'metadata'];

/**
 * What to warn of where a function returned what `@WebPubSub` on its method would have sent: without it, a user event answers its sender
 * with it as JSON, and a notification loses it. Undefined for any other value.
 */
export function unsentOutput(
  where: string,
  returned: unknown,
  { isBlocking }: { readonly isBlocking: boolean },
): string | undefined {
  if (!isOutput(returned)) return undefined;
  const becomes = isBlocking ? 'the client that sent the event gets it as JSON' : 'nobody gets it';
  const meant = isBlocking ? ' If it is data for that client, return { data, dataType: "json" }.' : '';
  return `${where} returned an output without @WebPubSub, so ${becomes}. Put @WebPubSub() on the method, or add it to a collector.${meant}`;
}

/** Whether a value looks like what an output queue takes: an action, MessageData or GroupData, or a list of them. */
function isOutput(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => isRecord(one) && isOutput(one));
  if (!isRecord(value)) return false;
  if (typeof value['actionName'] === 'string' || typeof value['groupAction'] === 'string') return true;
  return Object.hasOwn(value, 'message') && hasOnlyKeys(value, messageKeys);
}

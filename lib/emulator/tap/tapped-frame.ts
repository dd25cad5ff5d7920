import type { ClientFrame, MessageContent, ServerFrame } from '../../protocol/frames.js';
import type { TapContents, TappedConnection } from './entries.js';

/** What frames may have that an entry shows. A reconnection token is not among it. */
interface Members {
  readonly type: string;
  readonly group?: string;
  readonly event?: string;
  readonly invocationId?: string;
  readonly streamId?: string;
  readonly stream?: { readonly streamId: string };
  readonly from?: 'group' | 'server';
  readonly ackId?: bigint;
  readonly sequenceId?: number | bigint;
  /** Of a frame that says no. */
  readonly name?: string;
  readonly error?: { readonly name?: string };
  readonly message?: MessageContent | string;
  readonly part?: { readonly message: MessageContent };
  readonly outcome?: { readonly reply?: MessageContent; readonly error?: { readonly name: string } };
}

/** A frame as entries have it: plain data that JSON can write. */
export function tappedFrame(
  { hub, connectionId }: TappedConnection,
  frame: ClientFrame | ServerFrame,
  bytes: number,
): TapContents['frame.sent'] {
  // Whatever of it a frame has; which has what is for those who write and read frames.
  const members = frame as Members;
  const { type, group, event, invocationId, from, ackId, sequenceId, message } = members;
  const { streamId = members.stream?.streamId, error: { name = members.name } = {}, outcome } = members;
  const content = typeof message === 'object' ? message : (members.part?.message ?? outcome?.reply);
  return definedOnly({
    ...{ hub, connectionId, type, bytes, group, event, invocationId, streamId, from },
    ackId: toPlain(ackId),
    sequenceId: toPlain(sequenceId),
    error: outcome?.error?.name ?? name,
    message: content,
  });
}

function definedOnly<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

// An id is a uint64, which a number may not hold.
function toPlain(id: number | bigint | undefined): number | string | undefined {
  if (id === undefined) return undefined;
  return Number.isSafeInteger(Number(id)) ? Number(id) : String(id);
}

import type { AckError, ClientFrame, MessageContent, ServerFrame } from '../../protocol/frames.js';
import type { TapContents, TappedConnection } from './entries.js';

/** What frames may have that an entry shows. A reconnection token is not among it. */
interface Members {
  readonly type: string;
  readonly group?: string | undefined;
  readonly event?: string | undefined;
  readonly from?: 'group' | 'server';
  readonly ackId?: bigint;
  readonly sequenceId?: number | bigint;
  readonly error?: AckError;
  readonly message?: MessageContent | string;
}

/** A frame as entries have it: plain data that JSON can write. */
export function tappedFrame(
  { hub, connectionId }: TappedConnection,
  frame: ClientFrame | ServerFrame,
  bytes: number,
): TapContents['frame.sent'] {
  const { type, group, event, from, ackId, sequenceId, error, message }: Members = frame;
  return {
    ...{ hub, connectionId, type, bytes },
    ...(group === undefined ? {} : { group }),
    ...(event === undefined ? {} : { event }),
    ...(from === undefined ? {} : { from }),
    ...(ackId === undefined ? {} : { ackId: toPlain(ackId) }),
    ...(sequenceId === undefined ? {} : { sequenceId: toPlain(sequenceId) }),
    ...(error === undefined ? {} : { error: error.name }),
    ...(typeof message === 'object' ? { message } : {}),
  };
}

// An id is a uint64, which a number may not hold.
function toPlain(id: number | bigint): number | string {
  return Number.isSafeInteger(Number(id)) ? Number(id) : String(id);
}

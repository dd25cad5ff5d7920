import type { ServerFrame } from '../../protocol/frames.js';
import type { Disputed } from '../disputed.js';
import type { ClientCodec } from './codec.js';
import type { Closing } from './wire.js';

/** A message to many connections is one frame object: it is written once. */
export function writingOnce(write: (frame: ServerFrame) => Uint8Array): (frame: ServerFrame) => Uint8Array {
  const written = new WeakMap<ServerFrame, Uint8Array>();
  return (frame) => {
    const data = written.get(frame) ?? write(frame);
    written.set(frame, data);
    return data;
  };
}

/** How a PubSub client is closed whose frame failed: not, or, as the documentation says, after an event. */
export function closingAfterFailed({ failedEvent }: Pick<Disputed, 'failedEvent'>): ClientCodec['closingAfter'] {
  return (type) => (type === 'event' && failedEvent === 'close' ? failure : undefined);
}

// official emulator: what ends a simple client.
const failure: Closing = { code: 1011, reason: 'Internal server error' };

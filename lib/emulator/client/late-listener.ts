import { setTimeout } from 'node:timers';
import type { WireListener } from './wire.js';

/** By how much: most turns of an event loop are over by then, and `settled()` does not take it for rest. */
export const lateMilliseconds = 4;

/**
 * Hears every message a moment after it arrived, in order; an end does not wait, and neither does what came before it.
 *
 * Node reports a write on TLS in a later turn than the one that wrote. An answer that is faster than that, as only an
 * emulator on the same machine can be, reaches the SDK's client before it has noted that it waits for one.
 */
export function lateListener(listener: WireListener): WireListener {
  const waiting: (() => void)[] = [];
  const flush = (): void => {
    for (const run of waiting.splice(0)) run();
  };
  return {
    message(data, isBinary) {
      waiting.push(() => listener.message(data, isBinary));
      // Real time, not the emulator's: a stopped clock must not hold up the wire.
      setTimeout(() => waiting.shift()?.(), lateMilliseconds);
    },
    closed(closing) {
      flush();
      listener.closed(closing);
    },
    failed(reason, code) {
      flush();
      listener.failed(reason, code);
    },
  };
}

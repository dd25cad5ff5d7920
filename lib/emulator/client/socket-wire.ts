import type { Clock } from '../../clock.js';
import type { WaitingLimits } from '../limits.js';
import type { Wire } from './wire.js';

/** What a wire needs of a WebSocket. */
export interface OutgoingSocket {
  readonly isOpen: () => boolean;
  /** Bytes that the system has not taken yet. */
  readonly bufferedAmount: number;
  send(data: string | Uint8Array, options: { readonly binary: boolean }, sent: () => void): void;
  close(code: number, reason: string): void;
  terminate(): void;
  pause(): void;
  resume(): void;
  once(event: 'close', run: () => void): unknown;
}

export interface WireOptions {
  readonly clock: Clock;
  readonly limits: WaitingLimits;
  readonly onOverflow: () => void;
}

// official emulator: how long a close may take before the connection is cut.
const drainMilliseconds = 5000;

/** The outgoing half of a WebSocket, within the limits of what may wait in it. */
export function wireOf(socket: OutgoingSocket, { clock, limits, onOverflow }: WireOptions): Wire {
  let waiting = 0;
  const overflow = (): void => {
    onOverflow();
    socket.terminate();
  };
  const sent = (): void => void (waiting -= 1);
  return {
    send({ data, isBinary }) {
      if (!socket.isOpen()) return false;
      waiting += 1;
      socket.send(data, { binary: isBinary }, sent);
      // What the system took at once is not waiting, though its callback is still to come.
      const bytes = socket.bufferedAmount;
      if (bytes > limits.bytes || (bytes > 0 && waiting > limits.messages)) overflow();
      return true;
    },
    close({ code, reason }) {
      // What is closing is cut already, in time.
      if (!socket.isOpen()) return;
      socket.close(code, reason);
      cutLater(socket, clock);
    },
    abort: () => socket.terminate(),
    overflow,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  };
}

/** Cuts a WebSocket whose closing the client does not confirm in time. */
export function cutLater(socket: Pick<OutgoingSocket, 'once' | 'terminate'>, clock: Clock): void {
  const cancel = clock.after(drainMilliseconds, () => socket.terminate());
  socket.once('close', cancel);
}

import { clearTimeout, setTimeout } from 'node:timers';
import type { Clock } from '../emulator/clock.js';

/** No test waits so long without a timer of its own: pings of a WebSocket, and bounds of what is under way anyhow. */
const longMilliseconds = 15_000;

/** Time as it is. What is due much later does not keep the process alive. */
export const appClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    if (milliseconds >= longMilliseconds) timer.unref();
    return () => clearTimeout(timer);
  },
};

// Not the global ones: a browser's, which a runner may put in their place, return numbers.
import * as timers from 'node:timers';
import { performance } from 'node:perf_hooks';

/**
 * The time of the machine, as it was when this was loaded. A test may put fake timers in its place (vitest, jest, sinon), and what waits for
 * sockets and promises would wait for ever.
 */
export const { setTimeout, clearTimeout, setImmediate } = timers;

const start = performance.timeOrigin;
const sinceStart = performance.now.bind(performance);

/** Milliseconds that only grow, to measure with. */
export const realNow = (): number => start + sinceStart();

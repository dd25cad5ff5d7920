import { clearTimeout, setTimeout } from '../emulator/real-time.js';

/** Longer than anything is on its way between two sockets of one process. */
const quietMilliseconds = 250;

/**
 * Keeps the process alive while something happens in a test app, and a moment after. Its sockets do not: a test that forgets to close it would
 * keep the runner from ending. Whoever waits for something has a timer of its own.
 */
export class Hold {
  readonly #timer = setTimeout(() => undefined, quietMilliseconds);
  #hasEnded = false;

  /** Something happened, so something may follow. */
  readonly happened = (): void => {
    if (!this.#hasEnded) this.#timer.refresh();
  };

  end(): void {
    this.#hasEnded = true;
    clearTimeout(this.#timer);
  }
}

// Node takes a longer time for one millisecond.
const longestTimeout = 2_147_483_647;

/** Keeps the process alive until something is done that nothing else may keep it for. */
export async function holding<T>(run: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => undefined, longestTimeout);
  try {
    return await run();
  } finally {
    clearTimeout(timer);
  }
}

import type { LogStream } from './log-lines.js';
import { painterOf } from './terminal.js';

const frames = ['|', '/', '-', '\\'] as const;
const interval = 125;
/** Ticks in which nothing is shown: what is done within a second needs no word. */
const quiet = 8;
const clear = '\r\u001b[2K';

/** Where progress is shown, and how time passes. */
export interface ProgressOptions {
  readonly stream?: LogStream & { readonly columns?: number };
  readonly environment?: NodeJS.ProcessEnv;
  /** Runs something again and again, until what it returns is called. */
  readonly every?: (milliseconds: number, run: () => void) => () => void;
}

/**
 * Does something, and shows on a terminal what it is once it takes longer than a second; the line is gone when it is done. Where nobody
 * watches, in a pipe or in CI, nothing is shown at all.
 */
export async function showProgress<T>(
  what: string,
  work: () => Promise<T>,
  { stream = process.stderr, environment = process.env, every = repeat }: ProgressOptions = {},
): Promise<T> {
  if (!isWatched(stream, environment)) return work();
  const paint = painterOf(stream, environment);
  // A terminal that does not know its width says 0.
  const { columns = 0 } = stream;
  const width = (columns > 0 ? columns : 80) - 1;
  let ticks = 0;
  const stop = every(interval, () => {
    ticks += 1;
    if (ticks < quiet) return;
    const seconds = Math.floor((ticks * interval) / 1000);
    const line = `${frames[ticks % frames.length] ?? ''} ${what} … ${String(seconds)} s`;
    stream.write(clear + paint('grey', line.slice(0, width)));
  });
  try {
    return await work();
  } finally {
    stop();
    if (ticks >= quiet) stream.write(clear);
  }
}

function isWatched({ isTTY }: LogStream, { CI, TERM }: NodeJS.ProcessEnv): boolean {
  return isTTY === true && TERM !== 'dumb' && (!CI || CI === 'false');
}

function repeat(milliseconds: number, run: () => void): () => void {
  const timer = setInterval(run, milliseconds);
  return () => clearInterval(timer);
}

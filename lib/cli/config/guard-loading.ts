import { setImmediate } from 'node:timers/promises';
import { problemLine } from '../problem-line.js';

const remedy = 'Export the controllers from a file that starts nothing';

/**
 * Runs what loads a module of others: what it prints goes to stderr, for stdout is the result's; what it leaves to fail behind its back
 * rejects; and where it ends the process, that is said and the exit code is 2.
 */
export async function guardLoading<T>(path: string, load: () => Promise<T>): Promise<T> {
  const returnStdout = divertStdout();
  const ended = (): void => {
    process.stderr.write(`${problemLine(`${path} cannot be loaded: it ends the process. ${remedy}.`)}\n`);
    process.exitCode = 2;
  };
  process.once('exit', ended);
  try {
    return await Promise.race([strayFailure(), loadFully(load)]);
  } finally {
    process.off('exit', ended);
    process.setUncaughtExceptionCaptureCallback(null);
    returnStdout();
  }
}

/** What a module has begun and not awaited may fail a moment later. */
async function loadFully<T>(load: () => Promise<T>): Promise<T> {
  const loaded = await load();
  await setImmediate();
  return loaded;
}

function strayFailure(): Promise<never> {
  return new Promise((_, reject) => {
    process.setUncaughtExceptionCaptureCallback(null);
    process.setUncaughtExceptionCaptureCallback(reject);
  });
}

/** Loggers write to the number of the file, past the stream. */
function divertStdout(): () => void {
  const stdout = process.stdout as { fd: number; write: unknown };
  const { fd } = stdout;
  stdout.write = process.stderr.write.bind(process.stderr);
  stdout.fd = process.stderr.fd;
  return () => {
    stdout.fd = fd;
    delete stdout.write;
  };
}

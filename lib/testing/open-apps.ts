import { writeSync } from 'node:fs';
import { runInThisContext } from 'node:vm';
import type { AppWords } from './app-words.js';

/** What is used of a process. */
export interface EndingProcess {
  readonly pid: number;
  /** Whether another process started it and talks to it, as runners do with their workers. */
  readonly connected?: boolean;
  on(event: 'exit' | 'SIGTERM', listener: () => void): unknown;
  off(event: 'exit' | 'SIGTERM', listener: () => void): unknown;
  listenerCount(event: 'SIGTERM'): number;
  kill(pid: number, signal: 'SIGTERM'): unknown;
}

export interface OpenAppsOptions {
  readonly process: EndingProcess;
  readonly tell: (text: string) => void;
}

/** What is kept of an open app. */
export interface OpenApp {
  /** Where it was opened. */
  readonly callSite: () => string;
  /** The URLs of the app and of its service. */
  readonly urls: readonly string[];
  /** What it complains of. */
  readonly words: AppWords;
  /** To be called when anything moves between it and a client. */
  readonly happened: () => void;
}

/**
 * The test apps of a process that are open. Those that still are when it ends are told of, with the calls that opened them: no runner says at the
 * end of a test what it left open, but each ends its processes.
 */
export class OpenApps {
  readonly #process: EndingProcess;
  readonly #tell: (text: string) => void;
  readonly #apps = new Set<OpenApp>();

  constructor({ process, tell }: OpenAppsOptions) {
    this.#process = process;
    this.#tell = tell;
  }

  /** Takes up an app; what it returns is called when the app is closed. */
  add(app: OpenApp): () => void {
    if (this.#apps.size === 0) this.#watch();
    this.#apps.add(app);
    return () => {
      if (this.#apps.delete(app) && this.#apps.size === 0) this.#unwatch();
    };
  }

  /** The open app that an address belongs to, its own or that of its service; the schemes of WebSockets are those of HTTP. */
  of(address: string): OpenApp | undefined {
    const { host } = new URL(address);
    return [...this.#apps].find(({ urls }) => urls.some((url) => new URL(url).host === host));
  }

  #watch(): void {
    this.#process.on('exit', this.#told);
    // vitest ends its workers by a signal, and the listeners of `exit` are not told of that.
    if (this.#process.connected === true) this.#process.on('SIGTERM', this.#ended);
  }

  #unwatch(): void {
    this.#process.off('exit', this.#told);
    this.#process.off('SIGTERM', this.#ended);
  }

  readonly #told = (): void => {
    for (const { callSite } of this.#apps) this.#tell(notClosed(callSite));
  };

  readonly #ended = (): void => {
    this.#told();
    this.#unwatch();
    // As it would have been without a listener.
    if (this.#process.listenerCount('SIGTERM') === 0) this.#process.kill(this.#process.pid, 'SIGTERM');
  };
}

function notClosed(callSite: () => string): string {
  const remedy = 'End the test with `await app.close()`, or open it with `await using app = await startTestApp(…)`.';
  return `A test app was not closed. It was started\n${callSite()}\n  ${remedy}\n`;
}

/** One for the process, as the process has one end. */
export const openApps = new OpenApps({
  // jest hands a copy of `process` to tests, which is told of no end; this is the one behind it.
  process: runInThisContext('process') as EndingProcess,
  // At the end of a process only what is written at once is written.
  tell: (text) => void writeSync(2, text),
});

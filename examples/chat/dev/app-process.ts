import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Served } from '../serve.js';
import type { Service } from '../service.js';
import { printLines } from './print-lines.js';

const program = fileURLToPath(new URL('../serve.js', import.meta.url));
const patience = 5_000;

/** The app in a process of its own, one at a time. */
export class AppProcess {
  readonly #service: Service;
  #child: ChildProcess | undefined;
  /** What was asked last; each step waits for the one before it. */
  #turn: Promise<void> = Promise.resolve();
  #url: string | undefined;
  #isClosed = false;

  constructor(service: Service) {
    this.#service = service;
  }

  restart(): void {
    this.#turn = this.#restartAfter(this.#turn);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#turn;
    await this.#stop();
  }

  async #restartAfter(before: Promise<void>): Promise<void> {
    await before;
    await this.#stop();
    if (!this.#isClosed) this.#start();
  }

  #start(): void {
    const child = fork(program, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--enable-source-maps'],
      env: this.#environment(),
    });
    this.#child = child;
    printLines('app', child.stdout);
    printLines('app', child.stderr);
    child.once('message', (served) => this.#isServing(served as Served));
    child.once('exit', (code) => {
      if (this.#child !== child) return;
      this.#child = undefined;
      // Ctrl+C reaches the app as it reaches this process.
      if (code === 0) return;
      console.log(`[dev] The app ended with code ${code ?? 'none'}; it starts again at the next saved change.`);
    });
  }

  // After the first start the page is open somewhere: the app stays where it was.
  #environment(): NodeJS.ProcessEnv {
    const { connectionString } = this.#service;
    const port = this.#url === undefined ? {} : { PORT: new URL(this.#url).port };
    return { ...process.env, ...port, WebPubSubConnectionString: connectionString };
  }

  #isServing({ url, eventHandlerUrl }: Served): void {
    if (this.#url !== url) this.#service.sendEventsTo(eventHandlerUrl);
    console.log(this.#url === undefined ? `[dev] Chat: ${url}` : '[dev] The app started anew.');
    this.#url = url;
  }

  async #stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
    await exited;
    clearTimeout(impatience);
  }
}

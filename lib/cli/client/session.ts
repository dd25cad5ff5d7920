import { setTimeout } from 'node:timers/promises';
import type { LiveClient } from '../../testing/index.js';
import { lineHelp, readLine, type Action, type Frame } from './read-line.js';
import type { Screen } from './screen.js';

export interface SessionOptions {
  readonly isSimple: boolean;
  /** Milliseconds that it stays after the last line of a pipe. */
  readonly wait: number;
}

/** One conversation: lines to frames, frames to the screen. */
export class Session {
  readonly #screen: Screen;
  readonly #options: SessionOptions;
  readonly #pending = new Set<number>();
  #settled = (): void => undefined;

  constructor(screen: Screen, options: SessionOptions) {
    this.#screen = screen;
    this.#options = options;
  }

  readonly onFrame = (frame: Frame): void => {
    this.#screen.frame(frame);
    if (frame['type'] !== 'ack') return;
    this.#pending.delete(Number(frame['ackId']));
    this.#settled();
  };

  /** Until the lines or the connection end. Resolves to the exit code. */
  async run(client: LiveClient): Promise<number> {
    const ended = client.closed;
    const typed = this.#type(client);
    const first = await Promise.race([typed, ended]);
    this.#screen.lines.close();
    if (first === undefined) {
      await client.close();
      return 0;
    }
    this.#screen.note(`The connection has ended: ${String(first.code)} ${first.reason}`.trim());
    return 1;
  }

  async #type(client: LiveClient): Promise<undefined> {
    const { lines, typed, isInteractive } = this.#screen;
    // Ctrl+C on a terminal; elsewhere the signal ends the process.
    lines.once('SIGINT', () => lines.close());
    this.#screen.prompt();
    for await (const line of typed) {
      const action = readLine(line, this.#options);
      if (action.kind === 'quit') return undefined;
      await this.#act(client, action);
      this.#screen.prompt();
    }
    // Ctrl+C and Ctrl+D end it in the middle of a line.
    this.#screen.leave();
    if (!isInteractive) await this.#linger();
    return undefined;
  }

  async #act(client: LiveClient, action: Action): Promise<void> {
    if (action.kind === 'problem') this.#screen.note(action.problem);
    if (action.kind === 'help') this.#screen.note(lineHelp);
    try {
      if (action.kind === 'bare') await client.send(action.text);
      if (action.kind === 'frame') this.#pending.add(await client.request(action.frame));
    } catch (error) {
      this.#screen.note(`Not sent: ${(error as Error).message}`);
    }
  }

  /** What was sent is acknowledged, and what comes of it may arrive. */
  async #linger(): Promise<void> {
    const acknowledged = new Promise<void>((resolve) => {
      this.#settled = () => {
        if (this.#pending.size === 0) resolve();
      };
      this.#settled();
    });
    await Promise.race([acknowledged, setTimeout(30_000, undefined, { ref: false })]);
    await setTimeout(this.#options.wait);
  }
}

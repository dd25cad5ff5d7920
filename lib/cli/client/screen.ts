import { clearLine, cursorTo, createInterface, type Interface } from 'node:readline';
import { isatty } from 'node:tty';
import { contentAsJson } from '../content.js';
import { painterOf, visible } from '../terminal.js';
import { describeFrame } from './describe-frame.js';
import type { Frame } from './read-line.js';

/** Where a person types and reads, or a pipe does. */
export class Screen {
  readonly lines: Interface;
  /** What is typed, line by line. It is listened to from the start: a pipe may be over before the client is let in. */
  readonly typed: AsyncIterable<string>;
  readonly #isForPeople: boolean;
  readonly #hasPrompt: boolean;

  constructor({ json }: { readonly json: boolean }) {
    const { stdin, stdout } = process;
    this.#isForPeople = isatty(stdout.fd) && !json;
    this.#hasPrompt = this.#isForPeople && isatty(stdin.fd);
    this.lines = createInterface({ input: stdin, ...(this.#hasPrompt ? { output: stdout, prompt: '> ' } : {}) });
    const typed = this.lines[Symbol.asyncIterator]();
    this.typed = { [Symbol.asyncIterator]: () => typed };
  }

  /** Whether somebody sits there, who ends it. */
  get isInteractive(): boolean {
    return this.#hasPrompt;
  }

  /** Shows what arrived: words on a terminal, else the frame itself, one a line. */
  frame({ reconnectionToken: _secret, ...frame }: Frame): void {
    const line = this.#isForPeople
      ? describeFrame(frame, painterOf(process.stdout))
      : JSON.stringify(contentAsJson(frame));
    this.#above(() => process.stdout.write(`${line}\n`));
  }

  /** Says something that is no frame; the service may have said a part of it. */
  note(text: string): void {
    const lines = text.split('\n').map(visible).join('\n');
    this.#above(() => process.stderr.write(`${painterOf(process.stderr)('grey', lines)}\n`));
  }

  prompt(): void {
    if (this.#hasPrompt) this.lines.prompt();
  }

  /** Leaves the line that is being typed to whoever writes next. */
  leave(): void {
    if (this.#hasPrompt) process.stdout.write('\n');
  }

  /** Writes above the line that is being typed. */
  #above(write: () => void): void {
    if (this.#hasPrompt) {
      clearLine(process.stdout, 0);
      cursorTo(process.stdout, 0);
    }
    write();
    if (this.#hasPrompt) this.lines.prompt(true);
  }
}

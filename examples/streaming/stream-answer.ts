import type { AnswerMessage } from './messages.js';

export interface Stream {
  readonly id: string;
  readonly tokens: AsyncIterable<string>;
  /** Ends the stream, without a word to the client. */
  readonly signal: AbortSignal;
  /** Resolves when the service has taken the message. */
  readonly send: (message: AnswerMessage) => Promise<void>;
  /** Whether the connection still exists. */
  readonly isThere: () => Promise<boolean>;
}

/** Before the first token, and then before every so many, it is asked whether anybody is there to read. */
const tokensBetweenLooks = 50;

/**
 * Sends an answer token by token, one after the other, until it is complete, `signal` is aborted or nobody is there to read it.
 * @throws what the model, or the last message, failed with.
 */
export async function streamAnswer({ id, tokens, signal, send, isThere }: Stream): Promise<void> {
  let sent = 0;
  try {
    for await (const token of tokens) {
      // The service takes a message for a connection that has gone like any other (202), so no send ever says it.
      if (sent++ % tokensBetweenLooks === 0 && !(await isThere())) return;
      if (signal.aborted) return;
      await send({ type: 'token', id, token });
    }
    if (!signal.aborted) await send({ type: 'finished', id });
  } catch (error) {
    // A model that obeys its signal throws.
    if (signal.aborted) return;
    // If that cannot be sent either, the framework has told the log; what counts is the first failure.
    await Promise.allSettled([send({ type: 'failed', id })]);
    throw error;
  }
}

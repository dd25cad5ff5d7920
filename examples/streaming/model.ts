import { setTimeout } from 'node:timers/promises';

/** Writes an answer, token by token, until it is done or `signal` is aborted. A real model goes here, with the same signal. */
export type Model = (question: string, signal: AbortSignal) => AsyncIterable<string>;

/** Takes as long as it takes to make a token; rejects when `signal` is aborted. */
export type Pace = (signal: AbortSignal) => Promise<void>;

/** A model that knows one answer. What it has in common with a large one is that it is slow. */
export function createModel(pace: Pace = everyFewMilliseconds): Model {
  return async function* (question, signal) {
    for (const token of tokensOf(answerTo(question))) {
      await pace(signal);
      yield token;
    }
  };
}

async function everyFewMilliseconds(signal: AbortSignal): Promise<void> {
  await setTimeout(40, undefined, { signal });
}

/** A word and the space behind it. Joined, the tokens are the text again. */
export function tokensOf(text: string): readonly string[] {
  return text.match(/\s*\S+\s*/g) ?? [];
}

/** The same answer to everything, long enough to be stopped. */
export function answerTo(question: string): string {
  return `You asked: “${question}”

I am a very small model and have one answer to everything, but you can watch it arrive.

Your question was a user event. The app answered it at once, and the service could take the next event of this connection. \
What you read now is work that the app handed to waitUntil: every word is a message of its own, sent to your connection and to \
nobody else. The app sends a word when the service has taken the one before, so a slow service slows me down and no words pile up.

Press Stop, and the words end. Close this page, and they end too: the service tells the app that you left, and the app tells me. \
A model that goes on writing for somebody who has gone costs money and helps no one.

Ask again while I write, and I begin anew.`;
}

import { BadRequestError } from 'web-pubsub-bindings';

/** What a client asks. It names its answer, so that it can tell the tokens of this one from late ones of another. */
export interface Question {
  readonly id: string;
  readonly question: string;
}

/** What the app tells a client about the answer `id`. */
export type AnswerMessage =
  | { readonly type: 'started' | 'finished' | 'stopped' | 'failed'; readonly id: string }
  | { readonly type: 'token'; readonly id: string; readonly token: string };

const longestId = 64;
const longestQuestion = 500;

/**
 * Reads what a client sent to `ask`, which may be anything.
 * @throws BadRequestError with what is wrong with it.
 */
export function readQuestion(data: unknown): Question {
  return { id: readId(data), question: readText(data, 'question', longestQuestion) };
}

/**
 * Reads which answer a client means.
 * @throws BadRequestError with what is wrong with it.
 */
export function readId(data: unknown): string {
  return readText(data, 'id', longestId);
}

function readText(data: unknown, name: string, longest: number): string {
  const values = (typeof data === 'object' && data !== null ? data : {}) as Readonly<Record<string, unknown>>;
  const value = values[name];
  const text = typeof value === 'string' ? value.trim() : '';
  if (text !== '' && text.length <= longest) return text;
  throw new BadRequestError(`"${name}" is a text of 1 to ${longest} characters.`);
}

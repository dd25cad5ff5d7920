import { WebPubSubError } from '../../index.js';

export type Level = 'ok' | 'warning' | 'failure' | 'skipped';

/** What one check found. */
export interface Finding {
  /** Which check, in a word or two. */
  readonly check: string;
  readonly level: Level;
  readonly message: string;
  /** How to mend it. */
  readonly remedy?: string;
  /** With which option it would have been looked at, where only that is missing. */
  readonly option?: string;
}

/** Makes the findings of one check. */
export function findingsOf(check: string) {
  return {
    ok: (message: string): Finding => ({ check, level: 'ok', message }),
    warning: (message: string, remedy: string): Finding => ({ check, level: 'warning', message, remedy }),
    failure: (message: string, remedy: string): Finding => ({ check, level: 'failure', message, remedy }),
    skipped: (message: string): Finding => ({ check, level: 'skipped', message }),
    /** Nobody asked for it. */
    unasked: (message: string, option: string): Finding => ({ check, level: 'skipped', message, option }),
    /** What was thrown; our own errors say how to mend it. */
    thrown: (error: unknown): Finding => ({ check, level: 'failure', ...wordsOf(error) }),
  };
}

function wordsOf(error: unknown): { readonly message: string; readonly remedy: string } {
  const { message } = error as Error;
  if (!(error instanceof WebPubSubError)) return { message, remedy: '' };
  return { message: error.problem, remedy: message.slice(error.problem.length).trim() };
}

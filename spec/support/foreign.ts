import { runInNewContext } from 'node:vm';

/** A value of another realm, whose classes are others: what Node hands to code that a runner runs in a context of its own, as jest does. */
export function foreign(code: string): unknown {
  return runInNewContext(`(${code})`);
}

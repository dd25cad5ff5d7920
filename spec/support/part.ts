import type { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import { ownRecords } from '../../lib/metadata/store.js';

/** Puts a decorator on a parameter by hand and reads a context as its record says. */
export function readPart(decoration: unknown, context: InvocationContext<unknown> | HttpContext): unknown {
  class Subject {
    join(): void {}
  }
  (decoration as (...args: readonly unknown[]) => void)(Subject.prototype, 'join', 0);
  const record = ownRecords(Subject)[0]?.record;
  if (record?.kind !== 'part') throw new Error('No part was recorded.');
  return record.read(context as never);
}

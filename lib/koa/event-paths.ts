import { createError } from '../errors.js';
import type { Door, FunctionInfo } from '../host/host.js';

// Symbol.for: two copies of this package in one process see each other's.
const doorsKey: unique symbol = Symbol.for('web-pubsub-bindings:doors');

/** An app or router remembers its doors itself, so that nothing here has to. */
interface Remembering {
  readonly [doorsKey]?: readonly Pick<Door, 'isEventPath'>[];
}

/**
 * Gives a door the event path of an app or router for its functions.
 * @throws ConfigurationError when an earlier door has it: that one would answer 404 to events which it has no function for.
 */
export function claimEventPath(target: object, door: Door, functions: readonly FunctionInfo[]): void {
  const earlier = (target as Remembering)[doorsKey] ?? [];
  const taken = functions.find(({ kind, route }) => kind === 'event' && earlier.some((one) => one.isEventPath(route)));
  if (taken !== undefined) throw createError('WPS_EVENT_PATH_TAKEN', { name: taken.name, path: taken.route });
  Object.defineProperty(target, doorsKey, { value: [...earlier, door], configurable: true });
}

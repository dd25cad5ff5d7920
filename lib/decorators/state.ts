import type { InvocationContext } from '../invocation/invocation-context.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { bindPart, keyOf } from './bind.js';
import type { PartDecoration } from './bind.js';
import { everyEvent } from './every-event.js';

/**
 * The state of the connection, or one value of it. Where the event has an answer, a change of the whole state in place goes back to the
 * service, as with `context.states`.
 */
// Which types the state has is for its author to say, as with the TState of a context.
export function State(key?: string): PartDecoration<never>;
export function State(...said: readonly (string | undefined)[]): PartDecoration<never> {
  const [key] = said;
  const read = ({ states }: InvocationContext) => (key === undefined ? states : ownValue(states, key));
  return bindPart(read, { name: '@State', on: everyEvent }, keyOf('key', said));
}

function ownValue(states: ConnectionStates, key: string): unknown {
  return Object.hasOwn(states, key) ? states[key] : undefined;
}

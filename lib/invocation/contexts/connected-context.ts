import type { ConnectionStates } from '../../protocol/connection-state.js';
import { InvocationContext } from '../invocation-context.js';

/** A client has connected. A notification: the service does not wait, and nothing can be answered. */
export class ConnectedContext<TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'system';
  readonly eventName = 'connected';
}

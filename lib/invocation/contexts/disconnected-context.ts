import type { ConnectionStates } from '../../protocol/connection-state.js';
import { InvocationContext } from '../invocation-context.js';
import type { InvocationContextInit } from '../invocation-context.js';

/** What a {@link DisconnectedContext} is made of. */
export interface DisconnectedContextInit<TState = ConnectionStates> extends InvocationContextInit<TState> {
  /** Why it ended, in the service's words. */
  readonly reason?: string | undefined;
}

/** A connection has ended. A notification: the service does not wait, and nothing can be answered. */
export class DisconnectedContext<TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'system';
  readonly eventName = 'disconnected';
  /** Why it ended, in the service's words; undefined where it gave none. */
  readonly reason: string | undefined;

  constructor(init: DisconnectedContextInit<TState>) {
    super(init);
    this.reason = init.reason;
  }

  protected override bindingParts(): Record<string, unknown> {
    return { reason: this.reason };
  }
}

import type { ConnectionStates } from '../../protocol/connection-state.js';
import { InvocationContext } from '../invocation-context.js';
import type { InvocationContextInit } from '../invocation-context.js';

/** What a {@link GroupJoinedContext} and a {@link GroupLeftContext} are made of. */
export interface GroupContextInit<TState = ConnectionStates> extends InvocationContextInit<TState> {
  readonly group: string;
}

/** A connection has joined a group. A notification: the service does not wait, and nothing can be answered. */
export class GroupJoinedContext<TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'group';
  readonly eventName = 'joined';
  /** The group that the connection is in now. */
  readonly group: string;

  constructor(init: GroupContextInit<TState>) {
    super(init);
    this.group = init.group;
  }

  protected override bindingParts(): Record<string, unknown> {
    return { group: this.group };
  }
}

/** A connection has left a group. A notification: the service does not wait, and nothing can be answered. */
export class GroupLeftContext<TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'group';
  readonly eventName = 'left';
  /** The group that the connection is in no more. */
  readonly group: string;

  constructor(init: GroupContextInit<TState>) {
    super(init);
    this.group = init.group;
  }

  protected override bindingParts(): Record<string, unknown> {
    return { group: this.group };
  }
}

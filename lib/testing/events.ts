import { ConnectedContext } from '../invocation/contexts/connected-context.js';
import { ConnectContext } from '../invocation/contexts/connect-context.js';
import type { ConnectContextInit } from '../invocation/contexts/connect-context.js';
import { DisconnectedContext } from '../invocation/contexts/disconnected-context.js';
import type { DisconnectedContextInit } from '../invocation/contexts/disconnected-context.js';
import { GroupJoinedContext, GroupLeftContext } from '../invocation/contexts/group-context.js';
import type { GroupContextInit } from '../invocation/contexts/group-context.js';
import { UserEventContext } from '../invocation/contexts/user-event-context.js';
import type { UserEventContextInit } from '../invocation/contexts/user-event-context.js';
import type { InvocationContextInit } from '../invocation/invocation-context.js';
import { toContent, toContentOf } from '../invocation/content.js';
import type { MessageContent } from '../outputs/vocabulary.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { dataTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';

/** What every event has where a test does not say it. */
export const anywhere = { hub: 'hub', connectionId: 'connection1', origin: 'localhost', time: new Date(0) };

/** A `connect` event. */
export function connectEvent<TState = ConnectionStates>(
  init: Partial<ConnectContextInit<TState>> = {},
): ConnectContext<TState> {
  return new ConnectContext({ ...anywhere, ...init });
}

/** A `connected` event. */
export function connectedEvent<TState = ConnectionStates>(
  init: Partial<InvocationContextInit<TState>> = {},
): ConnectedContext<TState> {
  return new ConnectedContext({ ...anywhere, ...init });
}

/** A `disconnected` event. */
export function disconnectedEvent<TState = ConnectionStates>(
  init: Partial<DisconnectedContextInit<TState>> = {},
): DisconnectedContext<TState> {
  return new DisconnectedContext({ ...anywhere, ...init });
}

/** A connection joined a group; `group1` where the test does not say which. */
export function groupJoinedEvent<TState = ConnectionStates>(
  init: Partial<GroupContextInit<TState>> = {},
): GroupJoinedContext<TState> {
  return new GroupJoinedContext({ ...anywhere, group: 'group1', ...init });
}

/** A connection left a group; `group1` where the test does not say which. */
export function groupLeftEvent<TState = ConnectionStates>(
  init: Partial<GroupContextInit<TState>> = {},
): GroupLeftContext<TState> {
  return new GroupLeftContext({ ...anywhere, group: 'group1', ...init });
}

/** A user event; `message` where the test does not say which. The data type follows from the data unless it is given. */
export function userEvent<TData = MessageContent, TState = ConnectionStates>(
  init: Partial<Omit<UserEventContextInit<TData, TState>, 'data'>> & { readonly data: TData },
): UserEventContext<TData, TState> {
  const content = init.dataType === undefined ? toContent(init.data) : contentAs(init.dataType, init.data);
  if ('problem' in content) throw new TypeError(`userEvent was given ${content.problem}.`);
  const dataType = init.dataType ?? dataTypeOf(content.contentType) ?? 'binary';
  return new UserEventContext({
    ...anywhere,
    eventName: 'message',
    payload: Buffer.from(content.body),
    dataType,
    ...init,
  });
}

// A context's data is the value itself, so a string with `json` is a JSON string here and not JSON text.
function contentAs(dataType: DataType, data: unknown) {
  if (dataType === 'json') return toContentOf('json', JSON.stringify(data));
  return toContentOf(dataType, data);
}

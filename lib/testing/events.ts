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
import type { MessageContent } from '../outputs/vocabulary.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { OptionRules } from '../metadata/options.js';
import { dataContent } from './event-bodies.js';
import { group, toldRules } from './event-rules.js';
import { refusal } from './judge.js';
import { judgeContext } from './judge-context.js';
import { payloadOf } from './judge-payload.js';

const anyValue = { accepts: () => true, expected: 'anything' };

/** What every event has where a test does not say it. */
export const anywhere = { hub: 'hub', connectionId: 'connection1', origin: 'localhost', time: new Date(0) };

const { clientHeaders = anyValue, mqtt: _, ...handshake } = toldRules.connect;
/** What a handshake tells; on the context its headers are called so. */
export const handshakeRules: OptionRules = { ...handshake, headers: clientHeaders };
const { reason = anyValue } = toldRules.disconnected;
export const endRules: OptionRules = { reason };
const userRules: OptionRules = { ...toldRules.user, payload: anyValue };

/** A `connect` event. */
export function connectEvent<TState = ConnectionStates>(
  init: Partial<ConnectContextInit<TState>> = {},
): ConnectContext<TState> {
  const said = judgeContext(
    { maker: 'connectEvent', kind: 'connect', eventType: 'system', eventName: 'connect', own: handshakeRules },
    init,
  );
  return new ConnectContext({ ...anywhere, ...said });
}

/** A `connected` event. */
export function connectedEvent<TState = ConnectionStates>(
  init: Partial<InvocationContextInit<TState>> = {},
): ConnectedContext<TState> {
  const said = judgeContext(
    { maker: 'connectedEvent', kind: 'connected', eventType: 'system', eventName: 'connected' },
    init,
  );
  return new ConnectedContext({ ...anywhere, ...said });
}

/** A `disconnected` event. */
export function disconnectedEvent<TState = ConnectionStates>(
  init: Partial<DisconnectedContextInit<TState>> = {},
): DisconnectedContext<TState> {
  const said = judgeContext(
    { maker: 'disconnectedEvent', kind: 'disconnected', eventType: 'system', eventName: 'disconnected', own: endRules },
    init,
  );
  return new DisconnectedContext({ ...anywhere, ...said });
}

/** A connection joined a group; `group1` where the test does not say which. */
export function groupJoinedEvent<TState = ConnectionStates>(
  init: Partial<GroupContextInit<TState>> = {},
): GroupJoinedContext<TState> {
  const said = judgeContext(
    { maker: 'groupJoinedEvent', kind: 'presence', eventType: 'group', eventName: 'joined', own: { group } },
    init,
  );
  return new GroupJoinedContext({ ...anywhere, group: 'group1', ...said });
}

/** A connection left a group; `group1` where the test does not say which. */
export function groupLeftEvent<TState = ConnectionStates>(
  init: Partial<GroupContextInit<TState>> = {},
): GroupLeftContext<TState> {
  const said = judgeContext(
    { maker: 'groupLeftEvent', kind: 'presence', eventType: 'group', eventName: 'left', own: { group } },
    init,
  );
  return new GroupLeftContext({ ...anywhere, group: 'group1', ...said });
}

/** A user event; `message` where the test does not say which. The data type follows from the data unless it is given. */
export function userEvent<TData = MessageContent, TState = ConnectionStates>(
  init: Partial<Omit<UserEventContextInit<TData, TState>, 'data'>> & { readonly data: TData },
): UserEventContext<TData, TState> {
  const maker = 'userEvent';
  const said = judgeContext({ maker, kind: 'user', eventType: 'user', own: userRules }, init);
  if (init.data === undefined) throw refusal(maker, 'no data', 'Give it as "data"; an empty text is "".');
  const content = dataContent(maker, init.data, init.dataType);
  const payload = payloadOf(maker, content, init.payload);
  return new UserEventContext({ ...anywhere, eventName: 'message', dataType: content.dataType, ...said, payload });
}

import type { ConnectedContext } from '../invocation/contexts/connected-context.js';
import type { ConnectContext } from '../invocation/contexts/connect-context.js';
import type { DisconnectedContext } from '../invocation/contexts/disconnected-context.js';
import type { GroupJoinedContext, GroupLeftContext } from '../invocation/contexts/group-context.js';
import type {
  MqttConnectContext,
  MqttConnectedContext,
  MqttDisconnectedContext,
} from '../invocation/contexts/mqtt-contexts.js';
import type { UserEventContext } from '../invocation/contexts/user-event-context.js';
import type { Awaitable, ConnectResult, Nothing, Sendable } from './fit.js';

// How defineFunction types a handler from its options.

/** What a binding hands to its parameter; read by the compiler alone. */
export interface Binds<V> {
  readonly '~binds'?: V;
}

/** The binding of a parameter: what `WebPubSub()`, `Data()` and the like return. */
export type Binding = ((target: never, member: never, index: never) => void) & Binds<unknown>;

/** The arguments that bindings hand to their parameters. */
export type ValuesOf<P extends readonly Binding[]> = {
  -readonly [I in keyof P]: P[I] extends Binds<infer V> ? V : never;
};

interface SystemContexts<S> {
  connect: ConnectContext<S>;
  connected: ConnectedContext<S>;
  disconnected: DisconnectedContext<S>;
}
interface MqttSystemContexts<S> {
  connect: MqttConnectContext<S>;
  connected: MqttConnectedContext<S>;
  disconnected: MqttDisconnectedContext<S>;
}
interface GroupContexts<S> {
  joined: GroupJoinedContext<S>;
  left: GroupLeftContext<S>;
}

/** The context of the event `E`, `N` of the clients `C`, with data of type `D` and states of type `S`. */
export type ContextOf<E, N, C, D, S> = E extends 'user'
  ? UserEventContext<D, S>
  : E extends 'group'
    ? GroupContexts<S>[N & keyof GroupContexts<S>]
    : C extends 'mqtt'
      ? MqttSystemContexts<S>[N & keyof MqttSystemContexts<S>]
      : SystemContexts<S>[N & keyof SystemContexts<S>];

/** What a function of the event `E`, `N` may return. */
export type AnswerOf<E, N> = E extends 'user'
  ? unknown
  : N extends 'connect'
    ? Awaitable<ConnectResult | Nothing> | Sendable
    : Awaitable<Nothing> | Sendable;

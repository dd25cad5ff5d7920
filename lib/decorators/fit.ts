import type { ConnectedContext } from '../invocation/contexts/connected-context.js';
import type { ConnectContext } from '../invocation/contexts/connect-context.js';
import type { DisconnectedContext } from '../invocation/contexts/disconnected-context.js';
import type { GroupJoinedContext, GroupLeftContext } from '../invocation/contexts/group-context.js';
import type { HttpContext } from '../invocation/contexts/http-context.js';
import type {
  MqttConnectContext,
  MqttConnectedContext,
  MqttDisconnectedContext,
} from '../invocation/contexts/mqtt-contexts.js';
import type { UserEventContext } from '../invocation/contexts/user-event-context.js';
import type { ConnectAnswer, EventRefusal } from '../invocation/event-answer.js';
import type { ServiceRequest } from '../invocation/service-request.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import type { WebPubSubCommand } from '../outputs/async-collector.js';
import type { ClientAccess } from '../protocol/client-access.js';

// How a decorator tells whether the method or parameter under it fits its binding. A misfit intersects the target with a sentence, which the
// compiler then prints: «Argument of type 'Chat' is not assignable to parameter of type 'Chat & "The first parameter must …"'».

/** Parameters are contravariant, so every method is one of these. */
export type Method = (...args: never[]) => unknown;
export type MemberName = string | symbol;
/** What a decorator gets third: an index on a parameter, a descriptor on a method. Exactly one of `I`, `M` is inferred. */
export type Placed<I, M> = I | TypedPropertyDescriptor<M>;

export type Nothing = ReturnType<() => void> | undefined;
export type Awaitable<T> = T | Promise<T>;

type ParameterAt<T, K, I> = K extends keyof T
  ? T[K] extends (...args: infer A) => unknown
    ? A[I & keyof A]
    : unknown
  : unknown;

/** Whether the decorated parameter can take a value of type `V`. */
type Takes<T, K, I, V, Sentence> = [V] extends [ParameterAt<T, K, I>] ? unknown : Sentence;

// An unannotated return value has its literals widened (`targetType: string`, `code: string`); those are judged at run time.
type Widened<T> = T extends unknown ? { [K in keyof T]: T[K] extends string ? string : T[K] } : never;
type Sent = Widened<WebPubSubCommand>;
/** What `connect` may be answered with. */
export type ConnectResult = ConnectAnswer | Widened<EventRefusal>;
export type Sendable = Awaitable<Sent | readonly Sent[] | Nothing>;

interface EventShape {
  context: unknown;
  answer: unknown;
  takes: string;
}
// `never` as state and data: the context fits a handler of any TState and TData.
interface SystemEvents {
  connect: { context: ConnectContext<never>; answer: ConnectResult; takes: 'ConnectContext' };
  connected: { context: ConnectedContext<never>; answer: never; takes: 'ConnectedContext' };
  disconnected: { context: DisconnectedContext<never>; answer: never; takes: 'DisconnectedContext' };
}
interface MqttSystemEvents {
  connect: { context: MqttConnectContext<never>; answer: ConnectResult; takes: 'MqttConnectContext' };
  connected: { context: MqttConnectedContext<never>; answer: never; takes: 'MqttConnectedContext' };
  disconnected: { context: MqttDisconnectedContext<never>; answer: never; takes: 'MqttDisconnectedContext' };
}
/** The system events of the clients `C`. */
type SystemEventsOf<C> = [C] extends ['mqtt'] ? MqttSystemEvents : SystemEvents;
interface GroupEvents {
  joined: { context: GroupJoinedContext<never>; answer: never; takes: 'GroupJoinedContext' };
  left: { context: GroupLeftContext<never>; answer: never; takes: 'GroupLeftContext' };
}
interface UserEvent {
  context: UserEventContext<never, never>;
  answer: unknown;
  takes: 'UserEventContext';
}
interface HttpRequest {
  context: HttpContext;
  answer: unknown;
  takes: 'HttpContext';
}

/** The words that a member's name may be without being a user event; `disconnect` is the preview's word for `disconnected`. */
type SystemWord = keyof SystemEvents | 'disconnect';
type SystemEventOf<W extends SystemWord, C> = SystemEventsOf<C>[W extends keyof SystemEvents ? W : 'disconnected'];

// A first parameter may carry a binding of its own, whose type it then has: the intersection lets those through.
type First<C> = C & AsyncCollector & ClientAccess & ServiceRequest;

// What is no context at all may be a part (`@Data() text: string`), which cannot be seen from the method: only a wrong context is refused.
type IsContext<P> = [P] extends [{ getWebPubSubServer: unknown }] ? true : false;
type FirstOf<M> = M extends (first: infer P, ...rest: never[]) => unknown ? P : unknown;
type TakesFirst<M, C> = [M] extends [(context: First<C>, ...rest: never[]) => unknown]
  ? true
  : IsContext<FirstOf<M>> extends true
    ? false
    : true;

/** Whether the decorated parameter, or the first of the decorated method, can take a context. */
type HasContext<T, K, I, M, C> = [M] extends [never]
  ? [C] extends [ParameterAt<T, K, I>]
    ? true
    : false
  : TakesFirst<M, C>;

type TakesSentence<M, Takes extends string> = [M] extends [never]
  ? `The parameter must accept a ${Takes}`
  : `The first parameter must accept a ${Takes}`;

/** The method around a decorated parameter, or the decorated one. A private method cannot be seen, and fits. */
type MethodOf<T, K, M> = [M] extends [never] ? (K extends keyof T ? T[K] : never) : M;

type FitsAnswer<M, S extends EventShape> = [M] extends [
  (...args: never[]) => Awaitable<S['answer'] | Nothing> | Sendable,
]
  ? unknown
  : `This method returns what a ${S['takes']} cannot be answered with`;

type FitsShape<T, K, I, M, S extends EventShape> =
  HasContext<T, K, I, M, S['context']> extends true ? FitsAnswer<MethodOf<T, K, M>, S> : TakesSentence<M, S['takes']>;

/** Those of the events `S` whose context a handler can take. */
type Taken<T, K, I, M, S extends EventShape> = S extends EventShape
  ? HasContext<T, K, I, M, S['context']> extends true
    ? S
    : never
  : never;

type FitsOneOf<T, K, I, M, S extends EventShape> = [Taken<T, K, I, M, S>] extends [never]
  ? TakesSentence<M, 'UserEventContext, or the context of the system event in @FunctionName'>
  : FitsAnswer<MethodOf<T, K, M>, Taken<T, K, I, M, S>>;

// A member's name that is a system event is taken at its word. Any other one is a user event, unless a @FunctionName beside it says
// otherwise, which a decorator cannot see: hence any event that such a name can mean.
type FitsName<T, K, I, M, C> = K extends SystemWord
  ? FitsShape<T, K, I, M, SystemEventOf<K, C>>
  : FitsOneOf<T, K, I, M, UserEvent | SystemEventsOf<C>[keyof SystemEvents]>;

/** Whether a handler fits the event `E`, `N` of the clients `C`; without an event, the one that its name says. */
export type FitsTrigger<T, K, I, M, E, N, C> = [E] extends [never]
  ? FitsName<T, K, I, M, C>
  : E extends 'user'
    ? FitsShape<T, K, I, M, UserEvent>
    : E extends 'group'
      ? N extends keyof GroupEvents
        ? FitsShape<T, K, I, M, GroupEvents[N]>
        : unknown
      : N extends keyof SystemEvents
        ? FitsShape<T, K, I, M, SystemEventsOf<C>[N]>
        : unknown;

/** Whether a handler fits an HTTP request. */
export type FitsHttp<T, M> = FitsShape<T, never, never, M, HttpRequest>;

/** Whether a parameter takes a collector, or a method returns what can be sent. */
export type FitsOutput<T, K, I, M> = [M] extends [never]
  ? Takes<T, K, I, AsyncCollector, 'The parameter must accept an AsyncCollector'>
  : [M] extends [(...args: never[]) => Sendable]
    ? unknown
    : '@WebPubSub sends what the method returns: MessageData, GroupData, CloseConnectionData, a WebPubSubAction, an array of them, or nothing';

/** Whether a parameter takes a client URL and token; on a method they are the answer, so it returns nothing or what it sends. */
export type FitsConnection<T, K, I, M> = [M] extends [never]
  ? Takes<T, K, I, ClientAccess, 'The parameter must accept a WebPubSubConnection'>
  : [M] extends [(...args: never[]) => Sendable]
    ? unknown
    : '@WebPubSubConnection on the method makes the connection the answer, so the method returns nothing';

/** Whether a parameter takes a raw service request. */
export type FitsServiceRequest<T, K, I> = Takes<
  T,
  K,
  I,
  ServiceRequest,
  'The parameter must accept a WebPubSubContext'
>;

/** Whether a parameter takes what `@Bind` or a decorator made of it reads. */
export type FitsPart<T, K, I, V> = Takes<T, K, I, V, ['The parameter must accept what its decorator reads', V]>;

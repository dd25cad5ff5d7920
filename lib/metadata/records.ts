import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ClientProtocol } from '../protocol/client-url.js';
import type { EventType } from '../protocol/event-type.js';

/** A controller: a class whose methods are annotated. */
export type ControllerClass = abstract new (...args: never[]) => object;
export type Member = string | symbol;
/** Code that stands around a function; what it takes is known where it is written (decorators/use.ts). */
export type AnyMiddleware = (context: never, next: () => Promise<unknown>) => unknown;
/** Code that stands before one HTTP route; a door knows its own kind (Koa's for koa/). */
export type RouteMiddleware = (...args: never[]) => unknown;

/** Which clients' events a trigger answers. A concrete protocol goes before `all`. */
export type TriggerClients = 'all' | 'webPubSub' | 'mqtt';

/** What starts a function: an event of the service. */
export interface TriggerOptions {
  /** Hub whose events start the function. Default: `@Hub`, else the setting `WebPubSubHub`. */
  readonly hub?: string;
  /** Alias of `hub`, the word of the seed. */
  readonly hubName?: string;
  /** Default: `system` for `connect`, `connected` and `disconnected`, else `user`. */
  readonly eventType?: EventType;
  /** `connect`, `connected`, `disconnected` of the system, or the client's event name (`message` for simple clients). */
  readonly eventName?: string;
  /** Default `all`. */
  readonly clientProtocols?: TriggerClients;
  /** Names of the settings that hold the connections whose events are accepted. Default: the default connection. */
  readonly connections?: readonly string[];
  /** One connection; short for `connections: [connection]`. */
  readonly connection?: string;
}

export interface HttpTriggerOptions {
  /** Default `['get', 'post']`. */
  readonly methods?: readonly string[];
  /** Path below the route prefix; `{id}` is a parameter. Default: `@FunctionName`, else the method's name. */
  readonly route?: string;
  /** `function` asks for one of the keys in the setting `WebPubSubFunctionKeys`. Default `anonymous`. */
  readonly authLevel?: 'anonymous' | 'function';
  /** Koa middleware of this route. */
  readonly use?: RouteMiddleware | readonly RouteMiddleware[];
}

/** Which hub, of which service. */
export interface ServiceOptions {
  /** The hub. Default: `@Hub`, else the setting `WebPubSubHub`. */
  readonly hub?: string;
  /** Alias of `hub`, the word of the seed. */
  readonly hubName?: string;
  /** Name of the setting that holds the connection. Default `WebPubSubConnectionString`. */
  readonly connection?: string;
  /** Alias of `connection`, the word of the seed. */
  readonly connectionStringSetting?: string;
}

/** Where a function's outputs go, and when. `hub` takes expressions. */
export interface OutputOptions extends ServiceOptions {
  /** When items leave: after the handler has returned (`end`, the default), or at every `add` (`each`, as C# does). */
  readonly flush?: 'end' | 'each';
}

/** Who a client will be, and what it may do. All but `connection`, `expiresInMinutes` and `clientProtocol` take expressions. */
export interface ConnectionOptions extends ServiceOptions {
  /** The client's user id; usually an expression such as `{query.userid}`. Without it the client is anonymous. */
  readonly userId?: string;
  /** A token that the caller made with the access key, for example `{query.accesstoken}`. */
  readonly accessToken?: string;
  /** What the client may do by itself, for example `webpubsub.sendToGroup.room1`. Default: nothing. */
  readonly roles?: readonly string[];
  /** Groups that the client joins on connecting. */
  readonly groups?: readonly string[];
  /** How long the token is good for connecting. Default 60. */
  readonly expiresInMinutes?: number;
  /** Which protocol the client speaks, and so the path of its URL. Default `default`. */
  readonly clientProtocol?: ClientProtocol;
}

/** From which services a request is accepted. */
export interface ContextOptions {
  /** Names of the settings that hold the connections. Default: the default connection. */
  readonly connections?: readonly string[];
  /** One connection; short for `connections: [connection]`. */
  readonly connection?: string;
}

/** What starts a function, in one word; which parts its context has hangs on it. */
export type ContextKind = 'connect' | 'connected' | 'disconnected' | 'user' | 'joined' | 'left' | 'http';

/** How a part of a context is bound. */
export interface BindOptions {
  /** How messages call the decorator. Default `@Bind`. */
  readonly name?: string;
  /** The contexts that have this part; on a function of another kind it is refused at bootstrap. Default: all. */
  readonly on?: readonly ContextKind[];
  /** A Standard Schema validator (zod, valibot, arktype …) of the value. What it refuses is answered 400. */
  readonly schema?: StandardSchemaV1;
}

/** What one decorator said, exactly as it was written; validate and define judge it. */
export type DecoratorRecord =
  | { readonly kind: 'hub'; readonly name: string }
  | { readonly kind: 'functionName'; readonly name: string }
  | { readonly kind: 'use'; readonly middleware: readonly AnyMiddleware[] }
  | { readonly kind: 'trigger'; readonly options: TriggerOptions }
  | { readonly kind: 'httpTrigger'; readonly options: HttpTriggerOptions }
  | { readonly kind: 'output'; readonly options: OutputOptions }
  | { readonly kind: 'connection'; readonly options: ConnectionOptions }
  | { readonly kind: 'context'; readonly options: ContextOptions }
  | PartRecord;

interface PartRecord {
  readonly kind: 'part';
  readonly read: (context: never) => unknown;
  readonly options: BindOptions;
  /** What the decorator was given to tell one value of the part by, and how its messages call it. */
  readonly key?: { readonly option: string; readonly value: unknown };
}

export type RecordKind = DecoratorRecord['kind'];
export type RecordOf<K extends RecordKind> = Extract<DecoratorRecord, { readonly kind: K }>;

/** How users know each record. */
export const decoratorNames: Readonly<Record<RecordKind, string>> = {
  hub: '@Hub',
  functionName: '@FunctionName',
  use: '@Use',
  trigger: '@WebPubSubTrigger',
  httpTrigger: '@HttpTrigger',
  output: '@WebPubSub',
  connection: '@WebPubSubConnection',
  context: '@WebPubSubContext',
  part: '@Bind',
};

/** How users know the decorator that wrote a record. */
export function decoratorOf(record: DecoratorRecord): string {
  return (record.kind === 'part' ? partName(record.options) : undefined) ?? decoratorNames[record.kind];
}

/** What a part's decorator is called by its options, whatever plain JavaScript gave for them. */
export function partName(options: unknown): string | undefined {
  const { name } = (options ?? {}) as { readonly name?: unknown };
  return typeof name === 'string' && name.trim() !== '' ? name : undefined;
}

import type { StateEncoding } from '../protocol/connection-state.js';
import type { DataType } from '../protocol/data-type.js';
import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MqttUserProperty } from '../protocol/mqtt.js';

/** What may be set on a context as its answer, beside the states. */
export interface EventAnswer {
  statusCode?: number;
  userId?: string;
  roles?: readonly string[];
  groups?: readonly string[];
  subprotocol?: string;
}

export type AnswerMember = keyof EventAnswer | 'states';

/** An answer that refuses: `unauthorized` is 401, `userError` 400, `serverError` 500. */
export interface EventRefusal {
  readonly code: 'unauthorized' | 'userError' | 'serverError';
  /** The body of the answer to the service. */
  readonly errorMessage?: string;
}

/** An answer that refuses an MQTT client, by a code of CONNACK: a return code of version 3.1.1, a reason code of version 5. */
export interface MqttRefusal {
  readonly mqtt: {
    /** For example 5 (not authorized) in version 3.1.1, 135 (not authorized) in version 5. Source: MQTT 3.1.1, 3.2.2.3; MQTT 5, 3.2.2.2. */
    readonly code: number;
    /** The client is told this by the service. */
    readonly reason?: string;
    /** Version 5 alone. */
    readonly userProperties?: readonly MqttUserProperty[];
  };
}

/** What a function may return for `connect`: each member replaces what the token says. */
export interface ConnectAcceptance {
  /** Who the client is from now on. */
  readonly userId?: string;
  /** For example `webpubsub.sendToGroup.room1`. */
  readonly roles?: readonly string[];
  /** Groups that the connection is in from the beginning. */
  readonly groups?: readonly string[];
  /** One of those that the client offers. */
  readonly subprotocol?: string;
  /** Keys to add to the state of the connection. */
  readonly states?: Readonly<Record<string, unknown>>;
  /** For an MQTT client of version 5: user properties to send with CONNACK. */
  readonly mqtt?: { readonly userProperties?: readonly MqttUserProperty[]; readonly code?: never };
  // An answer accepts or refuses; without these `{}` beside a refusal is neither to the compiler.
  readonly code?: never;
  readonly errorMessage?: never;
}

type Without<Member extends string> = Readonly<Partial<Record<Member, never>>>;
/** A refusal accepts nothing. It says so, that a test may read `groups` of any answer. */
type AcceptsNothing = Without<'userId' | 'roles' | 'groups' | 'subprotocol' | 'states'>;

/** What a function may return for `connect`. Nothing accepts, with what the token says. */
export type ConnectAnswer =
  | ConnectAcceptance
  | (EventRefusal & AcceptsNothing & Without<'mqtt'>)
  | (MqttRefusal & AcceptsNothing & Without<keyof EventRefusal>);

/** @inline */
interface UserEventAnswerParts {
  /** What goes back to the client. */
  readonly data?: unknown;
  /** How `data` is to be read; a string with `json` is JSON text already. */
  readonly dataType?: DataType;
  /** Keys to add to the state of the connection. */
  readonly states?: Readonly<Record<string, unknown>>;
  /** Texts by name that travel beside the data, as headers. Alone they are an empty text to the client. */
  readonly metadata?: MessageMetadata;
}

/**
 * What a function may return for a user event to say how its data is to be read; any other value is data itself, one without both
 * `dataType` and `states` included.
 */
export type UserEventAnswer = UserEventAnswerParts &
  (Required<Pick<UserEventAnswerParts, 'dataType'>> | Required<Pick<UserEventAnswerParts, 'states'>>);

/** What the encoder must know beside the context. */
export interface EncodeOptions {
  /** `Class.method`, for messages. */
  readonly where: string;
  /** Encoded size of the states, in bytes. */
  readonly statesLimit: number;
  /** Default `json`. */
  readonly statesEncoding?: StateEncoding | undefined;
}

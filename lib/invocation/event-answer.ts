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
  readonly errorMessage?: string;
}

/** What a function may return for `connect`: each member replaces what the token says. */
export interface ConnectAcceptance {
  readonly userId?: string;
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  readonly subprotocol?: string;
  /** Keys to add to the state of the connection. */
  readonly states?: Readonly<Record<string, unknown>>;
  // An answer accepts or refuses; without these `{}` beside a refusal is neither to the compiler.
  readonly code?: never;
  readonly errorMessage?: never;
}

export type ConnectAnswer = ConnectAcceptance | EventRefusal;

/** What a function may return for a user event to say how its data is to be read; any other value is data itself. */
export interface UserEventAnswer {
  readonly data?: unknown;
  readonly dataType?: 'text' | 'json' | 'binary';
  /** Keys to add to the state of the connection. */
  readonly states?: Readonly<Record<string, unknown>>;
}

/** What the encoder must know beside the context. */
export interface EncodeOptions {
  /** `Class.method`, for messages. */
  readonly where: string;
  /** Encoded size of the states, in bytes. */
  readonly statesLimit: number;
}

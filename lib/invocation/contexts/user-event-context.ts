import type { MessageContent } from '../../outputs/vocabulary.js';
import type { ConnectionStates } from '../../protocol/connection-state.js';
import type { DataType } from '../../protocol/data-type.js';
import type { AnswerMember } from '../event-answer.js';
import { InvocationContext } from '../invocation-context.js';
import type { InvocationContextInit } from '../invocation-context.js';

/** What a {@link UserEventContext} is made of. */
export interface UserEventContextInit<
  TData = MessageContent,
  TState = ConnectionStates,
> extends InvocationContextInit<TState> {
  readonly eventName: string;
  readonly data: TData;
  readonly dataType: DataType;
  /** The bytes that `data` was read from. */
  readonly payload: Buffer;
  readonly metadata?: Readonly<Record<string, string>>;
}

const members: readonly AnswerMember[] = ['statusCode', 'states'];

/**
 * A client sent something; the service waits for the answer, which goes back to that client: a string as text, bytes as binary, any other
 * value as JSON, nothing as nothing.
 */
export class UserEventContext<TData = MessageContent, TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'user';
  /** The client's own name for it; `message` for what a simple client sends. */
  readonly eventName: string;
  /** A string for `text`, a JSON value for `json`, a Buffer for `binary` and `protobuf`. */
  readonly data: TData;
  /** How the client sent it. */
  readonly dataType: DataType;
  /** The bytes that `data` was read from. */
  readonly payload: Buffer;
  /** `x-webpubsub-metadata-…` headers of the event, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;

  constructor(init: UserEventContextInit<TData, TState>) {
    super(init);
    this.eventName = init.eventName;
    this.data = init.data;
    this.dataType = init.dataType;
    this.payload = init.payload;
    this.metadata = init.metadata ?? {};
  }

  protected override get answerMembers(): readonly AnswerMember[] {
    return members;
  }

  protected override bindingParts(): Record<string, unknown> {
    const { data, dataType, payload } = this;
    return { data, dataType, payload };
  }
}

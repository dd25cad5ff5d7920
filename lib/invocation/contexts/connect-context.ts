import type { ConnectionStates } from '../../protocol/connection-state.js';
import type { AnswerMember } from '../event-answer.js';
import { InvocationContext } from '../invocation-context.js';
import type { InvocationContextInit } from '../invocation-context.js';

/** A name and all its values, as the service sends claims, query parameters and headers. */
export type ValuesByName = Readonly<Record<string, readonly string[]>>;

/** A certificate that a client showed in its TLS handshake. */
export interface ClientCertificate {
  /** SHA-1, in hexadecimal. */
  readonly thumbprint: string;
  /** PEM. */
  readonly content: string;
}

/** What a {@link ConnectContext} is made of; what is left out is empty. */
export interface ConnectContextInit<TState = ConnectionStates> extends InvocationContextInit<TState> {
  readonly claims?: ValuesByName;
  readonly query?: ValuesByName;
  readonly headers?: ValuesByName;
  readonly subprotocols?: readonly string[];
  readonly clientCertificates?: readonly ClientCertificate[];
}

const members: readonly AnswerMember[] = ['statusCode', 'userId', 'roles', 'groups', 'subprotocol', 'states'];

/**
 * A client asks to connect; the service waits for the answer. Refuse by `statusCode`, by returning a refusal or by throwing; accept by
 * anything else.
 */
export class ConnectContext<TState = ConnectionStates> extends InvocationContext<TState> {
  readonly eventType = 'system';
  readonly eventName = 'connect';
  /** Claims of the client's token; empty for an anonymous client. */
  readonly claims: ValuesByName;
  /** Query parameters of the client's URL. */
  readonly query: ValuesByName;
  /** Headers of the client's handshake, spelled as the client did. */
  readonly headers: ValuesByName;
  /** The WebSocket subprotocols that the client offers. */
  readonly subprotocols: readonly string[];
  /** Empty where the client showed none. */
  readonly clientCertificates: readonly ClientCertificate[];

  constructor(init: ConnectContextInit<TState>) {
    super(init);
    this.claims = init.claims ?? {};
    this.query = init.query ?? {};
    this.headers = init.headers ?? {};
    this.subprotocols = init.subprotocols ?? [];
    this.clientCertificates = init.clientCertificates ?? [];
  }

  protected override get answerMembers(): readonly AnswerMember[] {
    return members;
  }

  protected override bindingParts(): Record<string, unknown> {
    const { claims, query, headers, subprotocols, clientCertificates } = this;
    return { claims, query, headers, subprotocols, clientCertificates };
  }
}

import { headerNames } from '../../protocol/header-names.js';
import { isGroupName } from '../../protocol/names.js';
import type { CookieJar } from '../broker/cookie-jar.js';
import type { HttpAnswer } from './http.js';

/** A header map, a query or claims as the `connect` event carries them. */
export type ValueLists = Readonly<Record<string, readonly string[]>>;

/** A client that wants to connect. */
export interface ConnectRequest {
  readonly connectionId: string;
  readonly userId: string | undefined;
  readonly claims: ValueLists;
  readonly query: ValueLists;
  readonly headers: ValueLists;
  readonly subprotocols: readonly string[];
}

/** What the app said over what the token said; an absent member leaves the token's. */
export interface ConnectAcceptance {
  readonly userId?: string;
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  readonly subprotocol?: string;
  readonly state?: string;
  /** Those of the connection to be. */
  readonly cookies?: CookieJar;
}

/** The answer that the client gets instead of a WebSocket. */
export interface ConnectRefusal {
  readonly status: number;
  readonly contentType?: string | undefined;
  readonly body: string | Uint8Array;
  readonly retryAfterSeconds?: number;
}

export type ConnectAnswer = { readonly accepted: ConnectAcceptance } | { readonly refused: ConnectRefusal };

/** official emulator: what the client sees when the app did not answer, or not in a way that means anything. */
export const connectFailed: ConnectRefusal = {
  status: 500,
  contentType: 'text/plain; charset=utf-8',
  body: 'The connect event handler failed.',
};

export function encodeConnectBody({ claims, query, headers, subprotocols }: ConnectRequest): string {
  return JSON.stringify({ claims, query, headers, subprotocols, clientCertificates: [] });
}

/** Reads the app's answer to `connect`. service: "the response from upstream becomes the client's response". */
export function readConnectAnswer({ status, lines, body }: HttpAnswer): ConnectAnswer | { readonly problem: string } {
  if (status < 200 || status > 299) return { refused: { status, contentType: lines('content-type')[0], body } };
  const accepted = readAcceptance(body.toString('utf8'));
  if (accepted === undefined) return { problem: 'the app answered with what connect has no meaning for' };
  const state = lines(headerNames.connectionState).at(-1);
  return { accepted: state === undefined ? accepted : { ...accepted, state } };
}

function readAcceptance(text: string): ConnectAcceptance | undefined {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) return undefined;
  return readMembers(value);
}

function readMembers(value: object): ConnectAcceptance | undefined {
  // Names in any letter case: samples of the service spell both subprotocol and subProtocol.
  const members = new Map<string, unknown>(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]));
  const userId = members.get('userid') ?? undefined;
  const subprotocol = members.get('subprotocol') ?? undefined;
  const roles = members.get('roles') ?? undefined;
  const groups = members.get('groups') ?? undefined;
  if (!isTextOrAbsent(userId) || !isTextOrAbsent(subprotocol) || !isHeaderToken(subprotocol)) return undefined;
  if (!areTextsOrAbsent(roles) || !areTextsOrAbsent(groups)) return undefined;
  if (groups !== undefined && !groups.every(isGroupName)) return undefined;
  return {
    ...(userId === undefined ? {} : { userId }),
    ...(roles === undefined ? {} : { roles }),
    // official emulator: only groups that are there replace those of the token.
    ...(groups === undefined || groups.length === 0 ? {} : { groups }),
    ...(subprotocol ? { subprotocol } : {}),
  };
}

// It becomes a header of the handshake, RFC 9110 5.6.2.
function isHeaderToken(name: string | undefined): boolean {
  return name === undefined || /^[!#$%&'*+.^_`|~0-9A-Za-z-]*$/.test(name);
}

function isTextOrAbsent(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function areTextsOrAbsent(value: unknown): value is readonly string[] | undefined {
  return value === undefined || (Array.isArray(value) && value.every((entry) => typeof entry === 'string'));
}

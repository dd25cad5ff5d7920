import type { SentEvent } from '../../support/moved-app.js';

/** One of the keys in `WebPubSubFunctionKeys`. */
export const key = 'key-of-the-caller';

/** A user event with text. */
export function say(name: string, body: string, headers: Readonly<Record<string, string>> = {}): SentEvent {
  return { type: `azure.webpubsub.user.${name}`, body, headers: { 'Content-Type': 'text/plain', ...headers } };
}

/** A `connect` event. */
export function connect(body: object, headers: Readonly<Record<string, string>> = {}): SentEvent {
  return { type: 'azure.webpubsub.sys.connect', body, headers };
}

/** Headers that only the events of an MQTT client have. */
export const mqttHeaders = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1', 'ce-sessionId': 's1' };

/** What a token says. */
export function claimsOf(token: string): Record<string, unknown> {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}

/** The states that an answer leaves with the connection. */
export function statesOf(headers: Headers): unknown {
  const header = headers.get('ce-connectionState');
  return header === null ? undefined : JSON.parse(Buffer.from(header, 'base64').toString());
}

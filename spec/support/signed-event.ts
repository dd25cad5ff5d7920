import { createHmac } from 'node:crypto';

/** One header line each, in the order they are sent. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

export const accessKey = 'primary-key-of-the-specs';
/** What `bootstrap` needs to trust the events below. */
export const settings = {
  WebPubSubConnectionString: `Endpoint=https://chat.webpubsub.azure.com;AccessKey=${accessKey};Version=1.0;`,
};

/** `ce-signature` of a connection id: HMAC-SHA256, in hexadecimal. */
export function signatureOf(connectionId: string, key = accessKey): string {
  return `sha256=${createHmac('sha256', key).update(connectionId).digest('hex')}`;
}

/** Header lines as the service sends them with a user event `message`; a change replaces a header, `undefined` takes it away. */
export function eventHeaders(changes: Readonly<Record<string, string | undefined>> = {}): HeaderLines {
  const headers: Readonly<Record<string, string | undefined>> = {
    'WebHook-Request-Origin': 'chat.webpubsub.azure.com',
    'Content-Type': 'text/plain; charset=utf-8',
    'ce-awpsversion': '1.0',
    'ce-specversion': '1.0',
    'ce-type': 'azure.webpubsub.user.message',
    'ce-source': '/hubs/chat/client/c1',
    'ce-id': '1',
    'ce-time': '2026-01-01T00:00:00Z',
    'ce-signature': signatureOf(changes['ce-connectionId'] ?? 'c1'),
    'ce-hub': 'chat',
    'ce-connectionId': 'c1',
    'ce-eventName': 'message',
    ...changes,
  };
  return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

/** Header lines of a system event. */
export function systemHeaders(name: string, changes: Readonly<Record<string, string | undefined>> = {}): HeaderLines {
  const type = `azure.webpubsub.sys.${name}`;
  return eventHeaders({
    'Content-Type': 'application/json; charset=utf-8',
    'ce-type': type,
    'ce-eventName': name,
    ...changes,
  });
}

/** What a `connect` event carries when the client sent nothing of its own. */
export const connectBody = JSON.stringify({
  claims: {},
  query: {},
  headers: {},
  subprotocols: [],
  clientCertificates: [],
});

/** `ce-connectionState` of some states. */
export function stateHeader(states: object): string {
  return Buffer.from(JSON.stringify(states)).toString('base64');
}

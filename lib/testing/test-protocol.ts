/** How a client speaks: bare texts and bytes, or the service's JSON, which a reliable client can take up again after a drop. */
export type TestProtocol = 'simple' | 'json' | 'json.reliable';

/** What a client offers in its handshake. */
export const subprotocols: Readonly<Record<TestProtocol, readonly string[]>> = {
  simple: [],
  json: ['json.webpubsub.azure.v1'],
  'json.reliable': ['json.reliable.webpubsub.azure.v1'],
};

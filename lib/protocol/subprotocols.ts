/** The names a PubSub client may offer in `Sec-WebSocket-Protocol`; any other name, or none, makes a simple client. */
export const subprotocols = {
  json: 'json.webpubsub.azure.v1',
  jsonReliable: 'json.reliable.webpubsub.azure.v1',
  protobuf: 'protobuf.webpubsub.azure.v1',
  protobufReliable: 'protobuf.reliable.webpubsub.azure.v1',
} as const;

export type SubprotocolName = (typeof subprotocols)[keyof typeof subprotocols];

const names: readonly SubprotocolName[] = Object.values(subprotocols);

/** The service's own subprotocol of that name, in any letter case; undefined for every other name. */
export function subprotocolOf(offered: string): SubprotocolName | undefined {
  const lower = offered.toLowerCase();
  return names.find((name) => name === lower);
}

/** Whether connections of a subprotocol outlive a dropped WebSocket. */
export function isReliable(subprotocol: SubprotocolName): boolean {
  return subprotocol === subprotocols.jsonReliable || subprotocol === subprotocols.protobufReliable;
}

/** The names in a `Sec-WebSocket-Protocol` header, as the client spelled them. */
export function splitSubprotocols(header: string | undefined): string[] {
  return (header ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

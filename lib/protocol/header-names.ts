/**
 * Names of the HTTP headers of an event request and its answer, in lower case.
 * Source: CloudEvents extension for Azure Web PubSub event handlers, and CloudEvents HTTP webhook 4 (abuse protection).
 */
export const headerNames = {
  requestOrigin: 'webhook-request-origin',
  allowedOrigin: 'webhook-allowed-origin',
  specVersion: 'ce-specversion',
  awpsVersion: 'ce-awpsversion',
  type: 'ce-type',
  source: 'ce-source',
  id: 'ce-id',
  time: 'ce-time',
  signature: 'ce-signature',
  hub: 'ce-hub',
  connectionId: 'ce-connectionid',
  eventName: 'ce-eventname',
  userId: 'ce-userid',
  subprotocol: 'ce-subprotocol',
  connectionState: 'ce-connectionstate',
  physicalConnectionId: 'ce-physicalconnectionid',
  sessionId: 'ce-sessionid',
  contentType: 'content-type',
  authorization: 'authorization',
  errorCode: 'x-ms-error-code',
  clientRequestId: 'x-ms-client-request-id',
} as const;

/** Prefix of the headers that carry a message's metadata, in lower case. */
export const metadataHeaderPrefix = 'x-webpubsub-metadata-';

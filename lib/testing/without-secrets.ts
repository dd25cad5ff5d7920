/** Secrets with what stands before them in connection strings, addresses and headers. */
const named = /((?:access[-_]?key|access_token|reconnection_token|password|[?&](?:code|sig))=|bearer\s+)[^;&\s"'<>]+/gi;
const token = /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g;

/** A text that may go into the message of a failure: a line of an app may quote a connection string, an address or a token. */
export function withoutSecrets(text: string): string {
  return text.replace(named, '$1…').replace(token, '…');
}

/** What a client needs to connect. */
export interface ClientAccess {
  /** Without the token, for example `wss://name.webpubsub.azure.com/client/hubs/chathub`. */
  readonly baseUrl: string;
  /** `baseUrl` with the token in its query: what a browser connects to. */
  readonly url: string;
  /** The token alone, for a client that sends it in a header. */
  readonly accessToken: string;
}

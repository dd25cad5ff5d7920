/** What a client needs to connect; its JSON is what released C# bindings answer a negotiation with. */
export interface ClientAccess {
  /** Where to connect, without the token. */
  readonly baseUrl: string;
  /** Where to connect, with the token in its query. */
  readonly url: string;
  readonly accessToken: string;
}

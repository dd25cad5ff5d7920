/** What a client needs to connect. `url` is `baseUrl` with the token in its query. */
export interface ClientAccess {
  readonly baseUrl: string;
  readonly url: string;
  readonly accessToken: string;
}

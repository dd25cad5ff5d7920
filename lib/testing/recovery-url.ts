/** Where a reliable client takes up its connection again. service: these two parameters stand in the place of the token. */
export function recoveryUrl(text: string, connectionId: string, token: string): string {
  const url = new URL(text);
  url.search = '';
  url.searchParams.set('awps_connection_id', connectionId);
  url.searchParams.set('awps_reconnection_token', token);
  return url.href;
}

const key = 'inspector-token';

/**
 * The token of this run: from the address, where it is taken away so that nobody sees it there, then from this tab's own memory. A cookie would
 * go to every other server of this host.
 */
export function takeToken(): string {
  const given = location.hash.slice(1);
  if (given !== '') {
    sessionStorage.setItem(key, given);
    history.replaceState(undefined, '', location.pathname);
  }
  return sessionStorage.getItem(key) ?? '';
}

/** A URL that is pasted into an open tab is no new page to a browser: where its token is another one, the page begins anew. */
export function listenForToken(): void {
  addEventListener('hashchange', () => {
    const before = sessionStorage.getItem(key);
    if (takeToken() !== before) location.reload();
  });
}

/** A prefix of paths with a slash in front and none at its end; empty for none. */
export function withSlash(prefix: string): string {
  const bare = prefix.replace(/^\/+|\/+$/g, '');
  return bare === '' ? '' : `/${bare}`;
}

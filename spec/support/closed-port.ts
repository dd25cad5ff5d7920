import { withApp } from './with-app.js';

/** The URL of a port on which nothing listens any more. */
export function closedUrl(): Promise<string> {
  return withApp(
    () => ({}),
    async ({ url }) => url,
  );
}

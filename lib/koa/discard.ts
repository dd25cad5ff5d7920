import type { IncomingMessage } from 'node:http';

const longest = 1_000;
const longestPause = 100;

/**
 * Reads what is left of a request without keeping it, for a moment. A socket that is closed on unread bytes is reset, and its peer may
 * lose the answer that was sent before (RFC 9112 9.6).
 */
export async function discardRest(request: IncomingMessage): Promise<void> {
  if (request.destroyed) return;
  const ends = ['end', 'error', 'close'] as const;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(end);
      clearTimeout(pause);
      request.off('data', more);
      for (const event of ends) request.off(event, done);
      resolve();
    };
    const end = setTimeout(done, longest);
    const pause = setTimeout(done, longestPause);
    const more = () => pause.refresh();
    request.on('data', more);
    for (const event of ends) request.once(event, done);
  });
}

import type { HttpAnswer } from '../../lib/emulator/upstream/http.js';

/** An answer of an app that was never asked. */
export function httpAnswer(
  status: number,
  body = '',
  headers: Readonly<Record<string, string | string[]>> = {},
): HttpAnswer {
  const lines = (name: string) => [headers[name] ?? []].flat();
  return { status, body: Buffer.from(body), headerNames: Object.keys(headers), lines };
}

import { explainFailure } from '../reach.js';

const mebibyte = 1024 * 1024;

/**
 * The answer with its body read, up to what a message may have.
 * @throws Error in words where there is more, or where the rest does not come.
 */
export async function readBounded(response: Response, where: string): Promise<Response> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > mebibyte) break;
    }
  } catch (error) {
    const { problem, remedy } = explainFailure(error);
    throw new Error(`${where} answered ${String(response.status)}, and its body did not come: ${problem}. ${remedy}`, {
      cause: error,
    });
  }
  if (size > mebibyte)
    throw new Error(`${where} answered more than 1 MiB, which the service does not take. Answer less, or with a link.`);
  const { status, headers } = response;
  // Such as 204: these have none.
  return new Response(size === 0 ? null : Buffer.concat(chunks), { status, headers });
}

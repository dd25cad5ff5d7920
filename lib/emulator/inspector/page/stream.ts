import { LineReader } from '../model/line-reader.js';
import type { StreamLine } from '../wire.js';
import { RequestError, type Requests } from './requests.js';

export type StreamStatus = 'connecting' | 'open' | 'lost' | 'refused';

export interface StreamOptions {
  readonly requests: Requests;
  /** The last entry that came. */
  readonly lastId: () => number;
  readonly onLine: (line: StreamLine) => void;
  /** A reason comes with `refused`, and with `lost` where the emulator is there and says why. */
  readonly onStatus: (status: StreamStatus, reason?: string) => void;
}

const pause = 1000;

/** Reads the stream of entries for the life of the page, and begins anew where it ended. */
export async function readStream(options: StreamOptions): Promise<void> {
  options.onStatus('connecting');
  for (;;) {
    let reason: string | undefined;
    try {
      await readOnce(options);
    } catch (error) {
      // The token is of another run: trying again brings nothing.
      if (error instanceof RequestError && error.status === 403) {
        options.onStatus('refused', error.message);
        return;
      }
      if (error instanceof RequestError) reason = error.message;
    }
    options.onStatus('lost', reason);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

async function readOnce({ requests, lastId, onLine, onStatus }: StreamOptions): Promise<void> {
  const { body } = await requests.open('stream', { after: lastId() });
  if (body === null) return;
  onStatus('open');
  const lines = new LineReader();
  const reader = body.getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    for (const line of lines.read(value ?? new Uint8Array())) onLine(JSON.parse(line) as StreamLine);
  }
}

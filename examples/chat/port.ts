/** The port that somebody asked for by `PORT`; undefined where nobody did. */
export function askedPort(environment: NodeJS.ProcessEnv = process.env): number | undefined {
  const text = environment['PORT'];
  if (text === undefined || text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (port <= 65_535) return port;
  throw new Error(`PORT is "${text}", which is no port: give it a number from 0 to 65535.`);
}

export interface UsualPort {
  /** For the sentence that says what became of it. */
  readonly what: string;
  readonly usual: number;
  /** Replaces the usual one and is not given up. */
  readonly asked?: number | undefined;
}

/** Starts something on its usual port or, where that is taken and nobody asked for it, on a free one, and says so. */
export async function startOnPort<T>(
  { what, usual, asked }: UsualPort,
  start: (port: number) => Promise<T>,
  say: (sentence: string) => void = console.log,
): Promise<T> {
  try {
    return await start(asked ?? usual);
  } catch (error) {
    if (!isTaken(error)) throw error;
    if (asked !== undefined)
      throw new Error(`Port ${asked} is taken. Set PORT to another one, or end what listens there.`, { cause: error });
    say(`Port ${usual} is taken, so ${what} takes a free one.`);
    return start(0);
  }
}

function isTaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'EADDRINUSE') || isTaken(error.cause);
}

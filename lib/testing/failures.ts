/** Whose event a function failed for. */
export interface FailedFor {
  readonly hub: string;
  /** A simple client is not told its own. */
  readonly connectionId: string | undefined;
  readonly userId: string | undefined;
}

interface Failure extends FailedFor {
  readonly error: unknown;
}

/** A suite with one app must not gather them without end. */
const most = 100;

/** What the functions of a test app failed with: a client is told of it by the service without details, or not before three repeats. */
export class Failures {
  readonly #known: Failure[] = [];

  /** @param context What the function was called with; that of an HTTP function has no client. */
  add(error: unknown, context: object | undefined): void {
    if (context === undefined || !('connectionId' in context)) return;
    const { hub, connectionId, userId } = context as FailedFor;
    this.#known.push({ hub: hub.toLowerCase(), connectionId, userId, error });
    if (this.#known.length > most) this.#known.shift();
  }

  /** The last one of a client in words, and nothing where there is none. */
  tell({ hub, connectionId, userId }: FailedFor): string {
    const last = this.#known.findLast(
      (one) =>
        one.hub === hub.toLowerCase() &&
        (connectionId === undefined ? one.userId === userId : one.connectionId === connectionId),
    );
    return last === undefined ? '' : ` A function failed for it: ${String(last.error)}`;
  }

  clear(): void {
    this.#known.length = 0;
  }
}

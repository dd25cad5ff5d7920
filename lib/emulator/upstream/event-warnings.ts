import type { EmulatorLog } from '../log.js';
import type { UpstreamEvent } from './event.js';

// Clients choose the names of user events: they must fill neither the memory nor the log.
const remembered = 1000;

/** Tells of an event that fails once, until it fails in another way or has succeeded. */
export class EventWarnings {
  readonly #log: EmulatorLog;
  readonly #told = new Map<string, string>();

  constructor(log: EmulatorLog) {
    this.#log = log;
  }

  failed(event: UpstreamEvent, problem: string): void {
    const key = keyOf(event);
    const told = this.#told.get(key);
    if (told === problem || (told === undefined && this.#told.size >= remembered)) return;
    this.#told.set(key, problem);
    const { hub, eventName, connectionId } = event;
    this.#log.warn({ hub, eventName, connectionId, problem }, 'An event came to no good end.');
  }

  succeeded(event: UpstreamEvent): void {
    this.#told.delete(keyOf(event));
  }
}

function keyOf({ hub, eventType, eventName }: UpstreamEvent): string {
  return `${hub}/${eventType}/${eventName}`;
}

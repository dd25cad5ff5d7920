import type { AddedFault, EmulatorFaults } from '../faults/rule.js';
import type { InspectorRequests, ShownFault } from './wire.js';

interface Disturbance extends Omit<ShownFault, 'count'> {
  readonly added: AddedFault;
}

const directions = { frameToClient: 'to the client', frameFromClient: 'from the client' } as const;
const most = 100;

/** The faults that somebody asked for on the page; those of a test are not touched. */
export class Disturbances {
  readonly #faults: Pick<EmulatorFaults, 'add'>;
  #disturbances: readonly Disturbance[] = [];

  constructor(faults: Pick<EmulatorFaults, 'add'>) {
    this.#faults = faults;
  }

  get shown(): readonly ShownFault[] {
    return this.#disturbances.map(({ hub, connectionId, text, added: { count } }) => {
      return { hub, connectionId, text, count };
    });
  }

  /** What goes wrong from now on, in a sentence; undefined where there is too much of it. */
  add({ hub, connectionId, at, fault, milliseconds = 1000 }: InspectorRequests['disturb']): string | undefined {
    if (this.#disturbances.length >= most) return undefined;
    const isDrop = fault === 'drop';
    const added = this.#faults.add({ at, hub, connectionId, fault: isDrop ? fault : { delay: milliseconds } });
    const text = `Frames ${directions[at]} are ${isDrop ? 'lost' : `${milliseconds} ms late`}.`;
    this.#disturbances = [...this.#disturbances, { hub: hub.toLowerCase(), connectionId, text, added }];
    return text;
  }

  /** Ends those of a connection. */
  heal(connectionId: string): void {
    for (const one of this.#disturbances) if (one.connectionId === connectionId) one.added.remove();
    this.#disturbances = this.#disturbances.filter((one) => one.connectionId !== connectionId);
  }

  /** They were removed elsewhere. */
  forget(): void {
    this.#disturbances = [];
  }
}

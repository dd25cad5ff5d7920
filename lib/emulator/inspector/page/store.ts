import type { Chain } from '../model/chain.js';
import { Feed } from '../model/feed.js';
import { FilteredChains, parseFilter } from '../model/filter.js';
import { Timeline } from '../model/timeline.js';
import type { ConnectionSnapshot } from '../../broker/snapshot.js';
import type { ShownFault, ShownHub, ShownState } from '../wire.js';
import type { StreamStatus } from './stream.js';

export const panels = ['chain', 'connection', 'send', 'client'] as const;
export type Panel = (typeof panels)[number];

/** What the form for sending as the server says. */
export interface SendForm {
  hub: string;
  to: 'all' | 'group' | 'user' | 'connection';
  target: string;
  dataType: 'text' | 'json' | 'binary';
  data: string;
}

/** What the form of the test client says. */
export interface ClientForm {
  hub: string;
  userId: string;
  groups: string;
  subprotocol: string;
  maySend: boolean;
  mayJoin: boolean;
  event: string;
  dataType: 'text' | 'json' | 'binary';
  data: string;
  group: string;
}

/** What the form for faults says. */
export interface FaultForm {
  at: 'frameToClient' | 'frameFromClient';
  fault: 'drop' | 'delay';
  milliseconds: string;
}

/** What the test client is doing. */
export interface ClientState {
  status: 'closed' | 'connecting' | 'open';
  /** With a subprotocol of the service. */
  isPubSub: boolean;
  /** The last messages, the newest last. */
  received: readonly string[];
}

/** Everything that the page shows. Whoever changes it calls `changed`. */
export class Store {
  readonly timeline = new Timeline();
  readonly feed = new Feed((entries) => this.timeline.add(entries));
  readonly #filtered = new FilteredChains(this.timeline);

  status: StreamStatus = 'connecting';
  refusal = '';
  state: ShownState | undefined;
  filterText = '';
  /** Whether the newest row stays in view. */
  isFollowing = true;
  selected: number | undefined;
  connection: { readonly hub: string; readonly connectionId: string } | undefined;
  panel: Panel = 'chain';
  areHubsOpen = false;
  /** What the last action came to. */
  said: { readonly text: string; readonly isProblem: boolean } = { text: '', isProblem: false };
  reason = '';
  fault: FaultForm = { at: 'frameToClient', fault: 'delay', milliseconds: '1000' };
  send: SendForm = { hub: '', to: 'all', target: '', dataType: 'text', data: '' };
  form: ClientForm = {
    ...{ hub: '', userId: '', groups: '', subprotocol: 'json.webpubsub.azure.v1', maySend: true, mayJoin: true },
    ...{ event: 'message', dataType: 'text', data: 'hello', group: '' },
  };
  client: ClientState = { status: 'closed', isPubSub: true, received: [] };

  get chains(): readonly Chain[] {
    return this.#filtered.chains;
  }

  get chain(): Chain | undefined {
    return this.selected === undefined ? undefined : this.timeline.get(this.selected);
  }

  get hubs(): readonly ShownHub[] {
    return this.state?.hubs ?? [];
  }

  /** The connection that was chosen, while it is there. */
  get shownConnection(): ConnectionSnapshot | undefined {
    const { hub, connectionId } = this.connection ?? {};
    const connections = this.hubs.find(({ name }) => name === hub)?.connections ?? [];
    return connections.find((one) => one.connectionId === connectionId);
  }

  /** What goes wrong with that connection, because this page says so. */
  get shownFaults(): readonly ShownFault[] {
    const id = this.connection?.connectionId;
    return (this.state?.faults ?? []).filter(({ connectionId }) => connectionId === id);
  }

  setFilter(text: string): void {
    this.filterText = text;
    this.#filtered.set(parseFilter(text));
  }

  setState(state: ShownState): void {
    this.state = state;
    for (const { connections } of state.hubs) {
      for (const { connectionId, userId } of connections) {
        if (userId !== undefined) this.timeline.nameUser(connectionId, userId);
      }
    }
    const [first] = state.hubs;
    this.send.hub ||= first?.name ?? '';
    this.form.hub ||= first?.name ?? '';
  }
}

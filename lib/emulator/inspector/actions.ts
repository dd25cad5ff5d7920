import { clientPath, groupClaim } from '../../protocol/client-url.js';
import type { Operation } from '../../protocol/operations.js';
import type { AccessTokens } from '../access-tokens.js';
import type { Address } from '../address.js';
import type { Broker } from '../broker/broker.js';
import { perform } from '../broker/perform.js';
import type { HubTable } from '../hub-table.js';
import type { HubSnapshot } from '../broker/snapshot.js';
import type { Tap } from '../tap/tap.js';
import type { EventSender } from '../upstream/event-sender.js';
import type { Disturbances } from './disturbances.js';
import type { SentEvents } from './sent-events.js';
import { shownHubs } from './shown-state.js';
import type { InspectorRequestName, InspectorRequests, ShownState } from './wire.js';
import { isJson } from '../is-json.js';

/** What the page looks into and acts upon. */
export interface Inspected {
  readonly broker: Broker;
  readonly hubs: HubTable;
  readonly tokens: Pick<AccessTokens, 'sign'>;
  readonly address: Address;
  /** Never shown. */
  readonly accessKeys: readonly string[];
  readonly tap: Tap;
  readonly sender: Pick<EventSender, 'send'>;
  readonly sent: SentEvents;
  readonly disturbances: Disturbances;
  readonly snapshot: () => Readonly<Record<string, HubSnapshot>>;
}

/** What came of it: a value for the page, or why it was not done. */
export type ActionOutcome = { readonly value: object } | { readonly problem: string };

type ActionName = Exclude<InspectorRequestName, 'stream'>;
type Actions = {
  readonly [N in ActionName]: (inspected: Inspected, request: InspectorRequests[N]) => ActionOutcome;
};

const done: ActionOutcome = { value: {} };
const gone: ActionOutcome = { problem: 'That connection is gone.' };

/** Does what the page asks for. Everything that comes of it is told with the entry `inspector.acted` as its cause. */
export function act<N extends ActionName>(inspected: Inspected, name: N, request: InspectorRequests[N]): ActionOutcome {
  return actions[name](inspected, request);
}

/** Whether there is such an action. */
export function isAction(name: string): name is ActionName {
  return Object.hasOwn(actions, name);
}

const actions: Actions = {
  state({ hubs, address: { url }, accessKeys, snapshot, disturbances: { shown: faults } }) {
    const state: ShownState = { url, hubs: shownHubs(hubs, snapshot(), accessKeys), faults };
    return { value: state };
  },

  send({ broker, tap }, { hub, to, target, dataType, data }) {
    const operation = sendOperation({ hub, to, target: target ?? '', dataType, data });
    if (typeof operation === 'string') return { problem: operation };
    const why = `Sent as the server to ${to === 'all' ? 'everybody' : `${to} ${target ?? ''}`}.`;
    return tap.within(tap.record('inspector.acted', { action: 'send', hub: hub.toLowerCase(), why }), () => {
      const outcome = perform(broker, broker.hub(hub), operation);
      return 'refusal' in outcome ? { problem: outcome.refusal.message } : done;
    });
  },

  close(inspected, { hub, connectionId, reason }) {
    return onConnection(inspected, { hub, connectionId, action: 'close', why: 'Closed as by the server.' }, () => {
      const options = reason === undefined || reason === '' ? {} : { reason };
      perform(inspected.broker, inspected.broker.hub(hub), { name: 'closeConnection', connectionId, ...options });
      return done;
    });
  },

  cut(inspected, { hub, connectionId }) {
    const why = 'The WebSocket was cut, without a close frame.';
    return onConnection(inspected, { hub, connectionId, action: 'cut', why }, () => {
      const receiver = inspected.broker.hub(hub).connection(connectionId)?.receiver;
      if (receiver === undefined) return { problem: 'Its client is away already.' };
      receiver.abort();
      return done;
    });
  },

  disturb(inspected, request) {
    const { hub, connectionId } = request;
    const { broker, disturbances, tap } = inspected;
    if (broker.hub(hub).connection(connectionId) === undefined) return gone;
    const why = disturbances.add(request);
    if (why === undefined) return { problem: 'There are too many faults: end some of them first.' };
    tap.record('inspector.acted', { action: request.fault, hub: hub.toLowerCase(), connectionId, why });
    return done;
  },

  heal({ disturbances, tap }, { hub, connectionId }) {
    disturbances.heal(connectionId);
    const why = 'What the page made go wrong with it goes well again.';
    tap.record('inspector.acted', { action: 'heal', hub: hub.toLowerCase(), connectionId, why });
    return done;
  },

  replay({ tap, sender, sent }, { id }) {
    const replayed = sent.get(id);
    if (replayed === undefined) return { problem: 'That event is no longer kept.' };
    const { event, target } = replayed;
    const { hub, connectionId, eventName } = event;
    const why = `Event "${eventName}" is sent once more: the same body, signed anew. Its answer goes to nobody.`;
    const cause = tap.record('inspector.acted', { action: 'replay', hub, connectionId, why });
    // It never rejects; what came of it is told.
    void tap.within(cause, () => sender.send(event, target));
    return done;
  },

  client({ tokens, address }, { hub, userId, roles = [], groups = [] }) {
    const claims = {
      aud: address.url + clientPath(hub),
      ...(userId ? { sub: userId } : {}),
      ...(roles.length > 0 ? { role: roles } : {}),
      ...(groups.length > 0 ? { [groupClaim]: groups } : {}),
    };
    return { value: { path: clientPath(hub), accessToken: tokens.sign(claims, clientSeconds) } };
  },
};

// Long enough to open one WebSocket.
const clientSeconds = 60;

interface OnConnection {
  readonly hub: string;
  readonly connectionId: string;
  readonly action: string;
  readonly why: string;
}

function onConnection(
  { broker, tap }: Inspected,
  { hub, connectionId, action, why }: OnConnection,
  run: () => ActionOutcome,
): ActionOutcome {
  if (broker.hub(hub).connection(connectionId) === undefined) return gone;
  return tap.within(tap.record('inspector.acted', { action, hub: hub.toLowerCase(), connectionId, why }), run);
}

function sendOperation(request: Required<InspectorRequests['send']>): Operation | string {
  const { to, target, dataType } = request;
  if (to !== 'all' && target === '') return `Which ${to}?`;
  if (dataType === 'json' && !isJson(request.data)) return 'The message is no JSON.';
  const data = dataType === 'binary' ? Buffer.from(request.data, 'base64') : request.data;
  const message = { dataType, data };
  if (to === 'group') return { name: 'sendToGroup', group: target, message };
  if (to === 'user') return { name: 'sendToUser', userId: target, message };
  if (to === 'connection') return { name: 'sendToConnection', connectionId: target, message };
  return { name: 'sendToAll', message };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { isError } from '../errors.js';
import { AccessTokens } from './access-tokens.js';
import type { Address } from './address.js';
import { Broker } from './broker/broker.js';
import { snapshotOf, type HubSnapshot } from './broker/snapshot.js';
import { ClientEndpoint } from './client/client-endpoint.js';
import { laterProtocol } from './client/handshake.js';
import { SocketServer } from './client/socket-server.js';
import { SubprotocolChooser } from './client/subprotocol-choice.js';
import type { Clock } from '../clock.js';
import { newConnectionId } from './connection-ids.js';
import type { Disputed } from './disputed.js';
import type { Faults } from './faults/faults.js';
import type { HubTable } from './hub-table.js';
import { createCredential, type EmulatorCredential } from './identity/credential.js';
import { EntraIssuer, type EmulatorIdentity } from './identity/entra-issuer.js';
import { IdentityPages } from './identity/identity-pages.js';
import { Inspector } from './inspector/inspector.js';
import { SentEvents } from './inspector/sent-events.js';
import type { RequestHandlers } from './listener.js';
import type { ReadLimits } from './limits.js';
import type { EmulatorLog } from './log.js';
import { textAnswer } from './rest/answers.js';
import { readRestRequest, writeRestAnswer } from './rest/http-request.js';
import { RestApi } from './rest/rest-api.js';
import type { RestAnswer, RestRequest } from './rest/rest-message.js';
import { tappedAnswer, tappedCall } from './rest/tapped-call.js';
import type { Tap } from './tap/tap.js';
import { EventSender } from './upstream/event-sender.js';
import { HttpOutlet, type OnSocket } from './upstream/http.js';
import { Upstream, type OnEventFailed } from './upstream/upstream.js';

export interface FrontDoorOptions {
  readonly address: Address;
  readonly accessKeys: readonly string[];
  readonly hubs: HubTable;
  readonly clock: Clock;
  readonly log: EmulatorLog;
  readonly disputed: Disputed;
  readonly limits: ReadLimits;
  readonly tap: Tap;
  readonly faults: Faults;
  /** How long what is under way may take once the emulator is closing. */
  readonly closeMilliseconds: number;
  /** Milliseconds before each repeat of an event; those of the service unless said. */
  readonly repeatPauses?: readonly number[] | undefined;
  /** Told of each connection to an app. */
  readonly onSocket?: OnSocket | undefined;
  /** Told of every event that failed. */
  readonly onEventFailed?: OnEventFailed | undefined;
  /** Whether it has a page that shows what happens. */
  readonly hasInspector?: boolean;
}

/** Where requests come in: the broker in the middle, clients, REST and events around it, assembled. */
export class FrontDoor implements RequestHandlers {
  readonly #log: EmulatorLog;
  readonly #closeMilliseconds: number;
  readonly #broker: Broker;
  readonly #rest: RestApi;
  readonly #sockets: SocketServer;
  readonly #sender: EventSender;
  readonly #upstream: Upstream;
  readonly #tap: Tap;
  readonly #faults: Faults;
  readonly #outlet: HttpOutlet;
  readonly #issuer: EntraIssuer;
  readonly #identityPages: IdentityPages;
  readonly #inspector: Inspector | undefined;
  #isClosing = false;

  constructor({ address, accessKeys, hubs, clock, log, disputed, limits, ...options }: FrontDoorOptions) {
    const { closeMilliseconds, repeatPauses, onSocket, onEventFailed, tap, faults } = options;
    this.#outlet = new HttpOutlet(onSocket);
    const sent = options.hasInspector ? new SentEvents() : undefined;
    this.#faults = faults;
    this.#log = log;
    this.#closeMilliseconds = closeMilliseconds;
    const tokens = new AccessTokens(accessKeys, clock);
    const origin = { hostname: address.hostname, port: String(address.port) };
    const issuer = new EntraIssuer(address.url, clock);
    this.#issuer = issuer;
    this.#identityPages = new IdentityPages(issuer);
    const identityToken = async (resource: string): Promise<string> => (await issuer.issue(resource, 'service')).token;
    this.#sender = new EventSender({
      ...{ clock, callHttp: this.#outlet.call, origin, accessKeys, identityToken, observer: tap, faults, repeatPauses },
      onSent: sent?.add,
    });
    this.#upstream = new Upstream({ hubs, sender: this.#sender, log, observer: tap, onFailed: onEventFailed });
    const upstream = this.#upstream;
    this.#tap = tap;
    this.#broker = new Broker({
      clock,
      limits: limits.broker,
      onQuotaUsedUp: () => this.#tellQuotaUsedUp(),
      observer: tap,
      onEnded: (connection, reason) => {
        if (!this.#isClosing) endpoint.ended(connection, reason);
      },
      onMoved: (connection, group, event) => {
        if (!this.#isClosing) endpoint.moved(connection, group, event);
      },
    });
    const broker = this.#broker;
    const onFault = (error: unknown): void => this.#report(error);
    const endpoint = new ClientEndpoint({
      ...{ hubs, tokens, address, upstream, newConnectionId, broker, onFault, observer: tap, faults },
      chooser: new SubprotocolChooser(disputed),
    });
    const keepAliveMilliseconds = (hub: string): number => hubs.get(hub).keepAliveMilliseconds;
    this.#sockets = new SocketServer({ clock, endpoint, keepAliveMilliseconds, observer: tap, limits, faults });
    const { encodedSlash } = disputed;
    const bodyLimit = limits.messageBytes;
    this.#rest = new RestApi({ broker, tokens, address, issuer, bodyLimit, encodedSlash, faults });
    if (sent === undefined) return;
    const inspected = { broker, hubs, tokens, address, tap, faults, sender: this.#sender, sent, accessKeys };
    this.#inspector = new Inspector({ ...inspected, snapshot: () => this.snapshot() });
  }

  /** Whose tokens the app can ask of the emulator's events. */
  get identity(): EmulatorIdentity {
    return this.#issuer.identity;
  }

  /** Where its page is, with the token that opens it. */
  get inspectorUrl(): string | undefined {
    return this.#inspector?.url;
  }

  /** An identity that the emulator takes calls from. */
  credential(): EmulatorCredential {
    return createCredential(this.#issuer);
  }

  readonly request = (request: IncomingMessage, response: ServerResponse): void => {
    this.#answer(request, response).catch((error: unknown) => {
      // A request that broke off cannot be answered any more.
      if (!request.readableAborted) this.#report(error);
      if (!response.headersSent) writeRestAnswer(response, { status: 500 });
    });
  };

  readonly upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    this.#sockets.upgrade(request, stream, head).catch((error: unknown) => {
      this.#report(error);
      stream.destroy();
    });
  };

  /** Waits for events that are under way, so that their answers still reach the clients. */
  async finishEvents(): Promise<void> {
    this.#faults.clear();
    await this.#sender.settle(this.#closeMilliseconds);
  }

  /** Ends every connection as its client would, and waits for the events that come of it. */
  async dismiss(): Promise<void> {
    for (const hub of this.#broker.hubs()) {
      for (const connection of [...hub.connections()]) {
        const { receiver } = connection;
        this.#broker.end(connection, '');
        receiver?.close(1000, '');
      }
    }
    await this.finishEvents();
  }

  /** Everything that it holds, as plain data. */
  snapshot(): Readonly<Record<string, HubSnapshot>> {
    return snapshotOf(this.#broker);
  }

  /** Forgets connections, groups, permissions and what it knew of apps. No app is told of that. */
  async reset(): Promise<void> {
    const hubs = Object.values(this.snapshot());
    const connections = hubs.reduce((sum, hub) => sum + hub.connections.length, 0);
    if (this.#tap.isOn) this.#tap.record('emulator.reset', { connections });
    this.#faults.end();
    this.#broker.clear();
    this.#upstream.reset();
    const gone = this.#sockets.sendAway(this.#closeMilliseconds, 'The emulator was reset.');
    await this.#sender.reset();
    this.#inspector?.reset();
    await gone;
  }

  /** Lets go of the clients, then of the app: what waited behind an event must not go out to clients that are sent away. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#faults.end();
    const gone = this.#sockets.sendAway(this.#closeMilliseconds, 'The emulator is stopping.');
    await this.#sender.close();
    await gone;
    this.#inspector?.close();
    this.#broker.clear();
    await this.#outlet.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.#inspector !== undefined && Inspector.takes(request)) return this.#inspector.answer(request, response);
    const call = readRestRequest(request);
    writeRestAnswer(response, await (this.#tap.isOn ? this.#answerObserved(call) : this.#answerCall(call)));
  }

  async #answerObserved(call: RestRequest): Promise<RestAnswer> {
    const cause = this.#tap.record('rest.called', tappedCall(call));
    return this.#tap.within(cause, async () => {
      const answer = await this.#answerCall(call);
      if (!answer.isCut) this.#tap.record('rest.answered', tappedAnswer(answer));
      return answer;
    });
  }

  async #answerCall(call: RestRequest): Promise<RestAnswer> {
    if (/^\/api(\/|$)/i.test(call.path)) return this.#rest.answer(call);
    return (await this.#identityPages.answer(call)) ?? notThere(call.path);
  }

  #tellQuotaUsedUp(): void {
    this.#log.warn(
      {},
      'Message count reaches limit: messages of this day go nowhere any more (limits.messagesPerDay).',
    );
  }

  #report(error: unknown): void {
    this.#log.error({ problem: isError(error) ? error.stack : String(error) }, 'The emulator has a fault.');
  }
}

// official emulator: a client path without a WebSocket is 400. Clients of Socket.IO begin without one.
function notThere(path: string): RestAnswer {
  const later = laterProtocol(path);
  if (later !== undefined) return textAnswer(later.status, later.body.toString());
  return { status: /^\/client(s?)(\/|$)/i.test(path) ? 400 : 404 };
}

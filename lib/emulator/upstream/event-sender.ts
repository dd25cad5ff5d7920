import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { headerNames } from '../../protocol/header-names.js';
import type { OriginHost } from '../../protocol/origin.js';
import type { Clock } from '../../clock.js';
import { createDeadline } from '../deadline.js';
import { disturbedCall } from '../faults/event-fault.js';
import { Faults } from '../faults/faults.js';
import { trace } from '../log.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import { toldAttempts } from './attempts.js';
import { isSuccess, type Failure } from './answer-status.js';
import { eventHeaders, type EventOrigin, type UpstreamEvent } from './event.js';
import type { EventTarget } from './event-target.js';
import type { CallHttp, HttpAnswer } from './http.js';
import { callInProcess } from './in-process.js';
import { describeNoAnswer } from './no-answer.js';
import { withRetry } from './retry.js';
import { resolveUrl } from './url-template.js';
import { Validation } from './validation.js';

export interface EventSenderOptions {
  readonly clock: Clock;
  readonly callHttp: CallHttp;
  readonly origin: OriginHost;
  readonly accessKeys: readonly string[];
  /** A token of the service's own identity for a resource. */
  readonly identityToken: (resource: string) => Promise<string>;
  readonly observer?: Observer;
  /** Milliseconds before each repeat of an event, or of the question whether events are wanted; those of the service unless said. */
  readonly repeatPauses?: readonly number[] | undefined;
  /** Told of what was sent where, with the number of the entry that tells of it; not while nobody observes. */
  readonly onSent?:
    ((entryId: number, sent: { readonly event: UpstreamEvent; readonly target: EventTarget }) => void) | undefined;
  readonly faults?: Faults;
}

/** The client has left or the emulator closes: nobody waits for an answer any more. */
export interface CalledOff {
  readonly isCalledOff: true;
}

/** An answer of the app, whatever its status, or why there is none. */
export type Delivered = { readonly answer: HttpAnswer } | Failure | CalledOff;

// official emulator: 100 s for an event, repeats and their pauses included.
const eventMilliseconds = 100_000;

/** Brings one event to one app: validation, then a POST that is repeated where that may help. */
export class EventSender {
  readonly #clock: Clock;
  readonly #callHttp: CallHttp;
  readonly #origin: EventOrigin;
  readonly #identityToken: EventSenderOptions['identityToken'];
  readonly #newValidation: () => Validation;
  #validation: Validation;
  readonly #repeatPauses: readonly number[] | undefined;
  readonly #observer: Observer;
  readonly #onSent: EventSenderOptions['onSent'];
  readonly #faults: Faults;
  #ended = new AbortController();
  readonly #underWay = new Set<Promise<Delivered>>();

  constructor({ observer = silentObserver, ...options }: EventSenderOptions) {
    const { clock, callHttp, origin, accessKeys, identityToken, repeatPauses, onSent, faults } = options;
    this.#clock = clock;
    this.#repeatPauses = repeatPauses;
    this.#callHttp = callHttp;
    this.#origin = { hostname: origin.hostname, accessKeys };
    this.#identityToken = identityToken;
    this.#newValidation = () => new Validation({ clock, callHttp, origin, observer, repeatPauses });
    this.#validation = this.#newValidation();
    this.#observer = observer;
    this.#onSent = onSent;
    this.#faults = faults ?? new Faults(clock);
  }

  /** Never rejects. The signal calls the event off, when its client has left. */
  async send(event: UpstreamEvent, target: EventTarget, signal?: AbortSignal): Promise<Delivered> {
    const sending = this.#send(event, target, signal);
    this.#underWay.add(sending);
    const delivered = await sending;
    this.#underWay.delete(sending);
    trace('event %s %s: %s', event.eventName, event.connectionId, outcomeOf(delivered));
    return delivered;
  }

  async #send(event: UpstreamEvent, target: EventTarget, signal?: AbortSignal): Promise<Delivered> {
    const ended = this.#ended.signal;
    const signals = signal === undefined ? [ended] : [ended, signal];
    const problem = await this.#problemOf(target, event.hub);
    if (signals.some(({ aborted }) => aborted)) return { isCalledOff: true };
    if (problem !== undefined) return { problem };
    const url = resolveUrl(target.urlTemplate, event.hub, event.eventName);
    const callApp = this.#callerOf(event, target);
    const deadline = createDeadline(this.#clock, eventMilliseconds, ...signals);
    try {
      const headers = { ...this.#headersOf(event, url), ...(await this.#proofFor(target)) };
      const call = { url, method: 'POST', headers, body: event.body } as const;
      const repeats = { clock: this.#clock, signal: deadline.signal, pauses: this.#repeatPauses };
      const answer = await withRetry(repeats, () => callApp(call, deadline.signal));
      if (isSuccess(answer.status)) event.cookies.take(url, answer.lines('set-cookie'), this.#clock.now());
      return { answer };
    } catch (error) {
      if (signals.some(({ aborted }) => aborted)) return { isCalledOff: true };
      return { problem: describeNoAnswer(url, error) };
    } finally {
      deadline.end();
    }
  }

  #callerOf(event: UpstreamEvent, target: EventTarget): CallHttp {
    const call = target.handle === undefined ? this.#callHttp : callInProcess(target.handle);
    const callApp = disturbedCall(call, event, this.#faults);
    if (!this.#observer.isOn) return callApp;
    return toldAttempts(callApp, event, this.#observer, (entryId) => this.#onSent?.(entryId, { event, target }));
  }

  /** Why an app is to get no events, or undefined. A function of this process need not be asked. */
  async #problemOf({ urlTemplate, handle }: EventTarget, hub: string): Promise<string | undefined> {
    if (handle !== undefined) return undefined;
    return this.#validation.problemOf(resolveUrl(urlTemplate, hub, 'validate'), this.#ended.signal);
  }

  /** A repeat of an event carries the same. */
  #headersOf(event: UpstreamEvent, url: string): Readonly<Record<string, string>> {
    const now = this.#clock.now();
    const cookie = event.cookies.headerFor(url, now);
    const requestId = { [headerNames.clientRequestId]: randomUUID() };
    return { ...eventHeaders(event, this.#origin, now), ...requestId, ...(cookie === undefined ? {} : { cookie }) };
  }

  async #proofFor({ resource }: EventTarget): Promise<Readonly<Record<string, string>>> {
    if (resource === undefined) return {};
    return { [headerNames.authorization]: `Bearer ${await this.#identityToken(resource)}` };
  }

  /** Waits for what is under way, but not for long. */
  async settle(milliseconds: number): Promise<void> {
    const bound = createDeadline(this.#clock, milliseconds, this.#ended.signal);
    await Promise.race([this.#rest(bound.signal), once(bound.signal, 'abort')]);
    bound.end();
  }

  async #rest(bound: AbortSignal): Promise<void> {
    while (this.#underWay.size > 0 && !bound.aborted) {
      await Promise.all(this.#underWay);
      // What waited behind one of them, for its connection, is under way a turn later.
      await setImmediate();
    }
  }

  /** Calls off what is under way and forgets what apps said of themselves. */
  async reset(): Promise<void> {
    this.#ended.abort();
    this.#ended = new AbortController();
    this.#validation = this.#newValidation();
    await Promise.all(this.#underWay);
  }

  /** Calls off what is under way, and everything after it. */
  async close(): Promise<void> {
    this.#ended.abort();
    await Promise.all(this.#underWay);
  }
}

function outcomeOf(delivered: Delivered): string {
  if ('isCalledOff' in delivered) return 'called off';
  return 'answer' in delivered ? String(delivered.answer.status) : delivered.problem;
}

import { once } from 'node:events';
import type { OriginHost } from '../../protocol/origin.js';
import type { Clock } from '../../clock.js';
import { createDeadline } from '../deadline.js';
import { trace } from '../log.js';
import type { Failure } from './answer-status.js';
import { eventHeaders, type EventOrigin, type UpstreamEvent } from './event.js';
import type { CallHttp, HttpAnswer } from './http.js';
import { describeNoAnswer } from './no-answer.js';
import { withRetry } from './retry.js';
import { resolveUrl } from './url-template.js';
import { Validation } from './validation.js';

export interface EventSenderOptions {
  readonly clock: Clock;
  readonly callHttp: CallHttp;
  readonly origin: OriginHost;
  readonly accessKeys: readonly string[];
}

/** The client has left or the emulator closes: nobody waits for an answer any more. */
export interface CalledOff {
  readonly isCalledOff: true;
}

/** An answer of the app, whatever its status, or why there is none. */
export type Delivered = { readonly answer: HttpAnswer } | Failure | CalledOff;

// official emulator: 100 s for an event, repeats and their pauses included.
const eventMilliseconds = 100_000;

/** Brings one event to one URL: validation, then a POST that is repeated where that may help. */
export class EventSender {
  readonly #clock: Clock;
  readonly #callHttp: CallHttp;
  readonly #origin: EventOrigin;
  readonly #validation: Validation;
  readonly #ended = new AbortController();
  readonly #underWay = new Set<Promise<Delivered>>();

  constructor({ clock, callHttp, origin, accessKeys }: EventSenderOptions) {
    this.#clock = clock;
    this.#callHttp = callHttp;
    this.#origin = { hostname: origin.hostname, accessKeys };
    this.#validation = new Validation({ clock, callHttp, origin });
  }

  /** Never rejects. The signal calls the event off, when its client has left. */
  async send(event: UpstreamEvent, urlTemplate: string, signal?: AbortSignal): Promise<Delivered> {
    const sending = this.#send(event, urlTemplate, signal);
    this.#underWay.add(sending);
    const delivered = await sending;
    this.#underWay.delete(sending);
    trace('event %s %s: %s', event.eventName, event.connectionId, outcomeOf(delivered));
    return delivered;
  }

  async #send(event: UpstreamEvent, urlTemplate: string, signal?: AbortSignal): Promise<Delivered> {
    const url = resolveUrl(urlTemplate, event.hub, event.eventName);
    const validationUrl = resolveUrl(urlTemplate, event.hub, 'validate');
    const problem = await this.#validation.problemOf(validationUrl, this.#ended.signal);
    const signals = signal === undefined ? [this.#ended.signal] : [this.#ended.signal, signal];
    if (signals.some(({ aborted }) => aborted)) return { isCalledOff: true };
    if (problem !== undefined) return { problem };
    const deadline = createDeadline(this.#clock, eventMilliseconds, ...signals);
    const headers = eventHeaders(event, this.#origin, this.#clock.now());
    const call = { url, method: 'POST', headers, body: event.body } as const;
    try {
      return { answer: await withRetry(this.#clock, deadline.signal, () => this.#callHttp(call, deadline.signal)) };
    } catch (error) {
      if (signals.some(({ aborted }) => aborted)) return { isCalledOff: true };
      return { problem: describeNoAnswer(url, error) };
    } finally {
      deadline.end();
    }
  }

  /** Waits for what is under way, but not for long. */
  async settle(milliseconds: number): Promise<void> {
    const bound = createDeadline(this.#clock, milliseconds, this.#ended.signal);
    await Promise.race([Promise.all(this.#underWay), once(bound.signal, 'abort')]);
    bound.end();
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

import { badAnswer, goodAnswer } from './app-answers.js';
import { BrokenApp, type AppAnswer } from './broken-app.js';
import type { Frame } from './frame-kinds.js';
import { isServiceFrame } from './frame-oracle.js';
import type { HttpAnswer } from './http-answer.js';
import type { Random } from './random.js';
import { RawWebSocket } from './raw-web-socket.js';
import type { Outcome } from './tally.js';
import { everyRole, type Target } from './target.js';

const lanes = 64;
const kinds = ['user', 'connect', 'validate', 'connected'] as const;
type Kind = (typeof kinds)[number];

/** Answers of apps to every sort of event, right and wrong; `target` has the clock that makes repeats short. */
export async function fuzzUpstream(target: Target, random: Random, count: number): Promise<void> {
  // The first event loads what sends events: that takes longer than this clock allows.
  await new UpstreamLane(target, random.fork(), 'first').run(0);
  const running = Array.from({ length: lanes }, (_, index) => {
    return new UpstreamLane(target, random.fork(), `up${String(index)}`).run(Math.ceil(count / lanes));
  });
  await Promise.all(running);
}

/** One hub with an app of its own, under another URL where the app is to be asked anew whether it wants events. */
class UpstreamLane {
  readonly #target: Target;
  readonly #random: Random;
  readonly #name: string;
  /** What the app answers, by event; what is not here is answered well. */
  readonly #plans = new Map<string, AppAnswer>();
  #validations = 0;

  constructor(target: Target, random: Random, name: string) {
    this.#target = target;
    this.#random = random;
    this.#name = name;
  }

  async run(count: number): Promise<void> {
    const others = this.#random.fork();
    const app = await BrokenApp.start((head) => this.#plans.get(eventOf(head)) ?? goodAnswer(eventOf(head), others));
    this.#setHub(app);
    await this.#outcomeOf('connected');
    for (let done = 0; done < count; done += 1) await this.#runOne(this.#random.pick(kinds), app);
    app.close();
  }

  async #runOne(kind: Kind, app: BrokenApp): Promise<void> {
    const isMutated = this.#random.chance(0.6);
    const answer = isMutated ? badAnswer(kind, this.#random) : goodAnswer(kind, this.#random);
    if (kind === 'validate') this.#setHub(app);
    this.#plans.set(kind, answer);
    const outcome = await this.#outcomeOf(kind);
    this.#plans.delete(kind);
    // What was thought of the app does not last for what comes next.
    if (kind === 'validate') this.#setHub(app);
    this.#target.tally.count(`upstream, answer to ${kind}`, isMutated, outcome);
    const isExpected = outcome.isAccepted || (isMutated && /^(\d{3}|ack InternalServerError)$/.test(outcome.label));
    const shown = JSON.stringify(answer.bytes.toString('latin1', 0, 300));
    if (!isExpected) this.#target.tally.finding(`upstream, answer to ${kind}: ${outcome.label}: ${shown}`);
  }

  async #outcomeOf(kind: Kind): Promise<Outcome> {
    const path = this.#target.clientPath(this.#name, { role: everyRole });
    const client = await RawWebSocket.open(this.#target.port, { path, subprotocols: 'json.webpubsub.azure.v1' });
    if (!(client instanceof RawWebSocket)) return this.#refused(kind, client);
    if (kind !== 'user') {
      await client.close();
      return { isAccepted: true, label: '' };
    }
    const data = Buffer.from(JSON.stringify({ type: 'event', event: 'said', dataType: 'text', data: 'hi', ackId: 1 }));
    client.send({ data, isBinary: false });
    const ack = await this.#ack(client);
    await client.close();
    if (ack?.['success'] === true) return { isAccepted: true, label: '' };
    return { isAccepted: false, label: ack === undefined ? 'no ack' : 'ack InternalServerError' };
  }

  /** Where the app says no, its client gets the app's answer. */
  #refused(kind: Kind, answer: HttpAnswer | undefined): Outcome {
    const mayRefuse = kind === 'connect' || (kind === 'validate' && answer?.status === 500);
    return {
      isAccepted: false,
      label: answer === undefined ? 'no answer' : `${mayRefuse ? '' : 'refused '}${String(answer.status)}`,
    };
  }

  async #ack(client: RawWebSocket): Promise<Frame | undefined> {
    for (;;) {
      const next = await client.next();
      if (next === undefined || 'code' in next) return undefined;
      const frame = JSON.parse(next.data.toString('utf8')) as Frame;
      if (!isServiceFrame(frame))
        this.#target.tally.finding(`upstream: no frame of the service: ${JSON.stringify(frame).slice(0, 300)}`);
      if (frame['type'] === 'ack') return frame;
    }
  }

  #setHub(app: BrokenApp): void {
    const name = this.#name;
    this.#validations += 1;
    const urlTemplate = `http://127.0.0.1:${String(app.port)}/${name}/${String(this.#validations % 50)}/{event}`;
    const systemEvents = ['connect', 'connected', 'disconnected'] as const;
    this.#target.emulator.setHub(name, { eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents }] });
  }
}

/** Which event the head of a request is for. */
function eventOf(head: string): string {
  if (/^(OPTIONS|GET) /.test(head)) return 'validate';
  const [, event = ''] = /\/(\w+) HTTP/.exec(head) ?? [];
  return event === 'said' ? 'user' : event;
}

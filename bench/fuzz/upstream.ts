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

/** Answers of an app to every sort of event, right and wrong; `target` has the clock that makes its repeats short. */
export async function fuzzUpstream(target: Target, random: Random, count: number): Promise<void> {
  const plans = new Map<string, AppAnswer>();
  const app = await BrokenApp.start((head) => plans.get(planOf(head)) ?? goodAnswer(eventOf(head), random));
  const running = Array.from({ length: lanes }, (_, index) =>
    new UpstreamLane(target, random.fork(), { app, plans, name: `up${String(index)}` }).run(Math.ceil(count / lanes)),
  );
  await Promise.all(running);
  app.close();
}

interface LaneParts {
  readonly app: BrokenApp;
  /** What is answered, by lane and event. */
  readonly plans: Map<string, AppAnswer>;
  readonly name: string;
}

/** One hub with its own event handler, whose URL is another one where the app is to be asked anew. */
class UpstreamLane {
  readonly #target: Target;
  readonly #random: Random;
  readonly #parts: LaneParts;
  #validations = 0;

  constructor(target: Target, random: Random, parts: LaneParts) {
    this.#target = target;
    this.#random = random;
    this.#parts = parts;
  }

  async run(count: number): Promise<void> {
    this.#setHub();
    for (let done = 0; done < count; done += 1) await this.#runOne(this.#random.pick(kinds));
    this.#parts.plans.clear();
  }

  async #runOne(kind: Kind): Promise<void> {
    const { plans, name } = this.#parts;
    const isMutated = this.#random.chance(0.6);
    const event = kind === 'connected' ? 'other' : kind;
    const answer = isMutated ? badAnswer(event, this.#random) : goodAnswer(event, this.#random);
    if (kind === 'validate') this.#setHub();
    plans.set(`${name} ${kind}`, answer);
    const outcome = await this.#outcomeOf(kind);
    plans.delete(`${name} ${kind}`);
    // What was thought of the app does not last for what comes next.
    if (kind === 'validate') this.#setHub();
    this.#target.tally.count(`upstream, answer to ${kind}`, isMutated, outcome);
    const isExpected = outcome.isAccepted || (isMutated && /^(\d{3}|ack InternalServerError)$/.test(outcome.label));
    const shown = JSON.stringify(answer.bytes.toString('latin1', 0, 300));
    if (!isExpected) this.#target.tally.finding(`upstream, answer to ${kind}: ${outcome.label}: ${shown}`);
  }

  async #outcomeOf(kind: Kind): Promise<Outcome> {
    const { name } = this.#parts;
    const path = this.#target.clientPath(name, { role: everyRole });
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
    return { isAccepted: false, label: mayRefuse && answer !== undefined ? String(answer.status) : 'refused' };
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

  #setHub(): void {
    const { app, name } = this.#parts;
    this.#validations += 1;
    const urlTemplate = `http://127.0.0.1:${String(app.port)}/${name}/${String(this.#validations % 50)}/{event}`;
    const systemEvents = ['connect', 'connected', 'disconnected'] as const;
    this.#target.emulator.setHub(name, { eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents }] });
  }
}

/** Which lane is asked, and what. */
function planOf(head: string): string {
  const [, name = ''] = /^\w+ \/(\w+)\//.exec(head) ?? [];
  const event = eventOf(head);
  return `${name} ${event === 'other' && head.includes('/connected ') ? 'connected' : event}`;
}

function eventOf(head: string): string {
  if (/^(OPTIONS|GET) /.test(head)) return 'validate';
  const [, event = ''] = /\/(\w+) HTTP/.exec(head) ?? [];
  if (event === 'connect') return 'connect';
  return event === 'said' ? 'user' : 'other';
}

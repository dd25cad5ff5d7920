import type { Dialect } from './dialect.js';
import { frameKinds, type Frame, type FrameKind, type Plan, type Sender } from './frame-kinds.js';
import { isServiceClosing, isServiceFrame, problemIn } from './frame-oracle.js';
import type { Random } from './random.js';
import { RawWebSocket, type Ending, type Message } from './raw-web-socket.js';
import type { Outcome } from './tally.js';
import { everyRole, type Target } from './target.js';

interface Unit {
  readonly name: string;
  readonly kind: FrameKind;
  readonly plan: Plan;
  readonly isMutated: boolean;
  readonly message: Message;
}

/** Beyond every `ackId` that is sent otherwise, and exact in a double. */
const firstBarrier = 2 ** 50;
const mutatedShare = 0.56;
const unitsAtOnce = 12;
const kinds = Object.entries(frameKinds);

/**
 * Sends frames over one connection after the other. Before and behind each stands a barrier, a frame whose answer is known, so that what comes
 * between their answers is what the frame brought about.
 */
export class FrameLane {
  readonly #target: Target;
  readonly #dialect: Dialect;
  readonly #sender: Sender;
  readonly #random: Random;
  #client: RawWebSocket | undefined;
  #barriers = firstBarrier;
  #ids = 0;
  #lastSequenceId = 0;
  /** What this connection has acknowledged: a mutation may have taken the id of a frame that comes later. */
  readonly #acknowledged = new Set<unknown>();

  constructor(target: Target, dialect: Dialect, random: Random, group: string) {
    this.#target = target;
    this.#dialect = dialect;
    this.#random = random;
    this.#sender = { random, group, newId: () => (this.#ids += 1) };
  }

  async run(count: number): Promise<void> {
    const units: Unit[] = [];
    for (let done = 0; done < count;) {
      while (units.length < Math.min(unitsAtOnce, count - done)) units.push(this.#newUnit());
      const judged = await this.#exchange(units);
      done += judged;
      units.splice(0, judged);
    }
    await this.#client?.close();
  }

  #newUnit(): Unit {
    const [name, kind] = this.#random.pick(kinds);
    const plan = kind.plan(this.#sender);
    const isMutated = this.#random.chance(mutatedShare);
    const message = isMutated ? this.#dialect.mutate(plan.frame, this.#random) : this.#dialect.write(plan.frame);
    return { name, kind, plan, isMutated, message };
  }

  /** Sends units in one go and judges them one by one, up to one that ends the connection; returns how many. */
  async #exchange(units: readonly Unit[]): Promise<number> {
    const client = (this.#client ??= await this.#open());
    const first = this.#barriers;
    client.send(...this.#sequenceAck(), ...units.flatMap((unit) => this.#messagesOf(unit)));
    this.#barriers = first;
    for (const [index, unit] of units.entries()) {
      const isOpen = await this.#judge(client, unit);
      if (isOpen) continue;
      await client.socket.until(() => (client.socket.isEnded ? true : undefined));
      client.socket.destroy();
      this.#client = undefined;
      return index + 1;
    }
    return units.length;
  }

  #messagesOf({ plan: { before = [], after = [] }, message, name }: Unit): readonly Message[] {
    const { write } = this.#dialect;
    const barriers = [this.#barrier(name), this.#barrier(name)].map(write);
    return [...before.map(write), ...barriers.slice(0, 1), message, ...barriers.slice(1), ...after.map(write)];
  }

  /** Answers to invocations come when they come: theirs is an event, which has to wait for the app as well. */
  #barrier(name: string): Frame {
    const id = (this.#barriers += 1);
    if (name === 'invoke') return { type: 'event', event: 'quiet', dataType: 'text', data: '', ackId: id };
    return { type: 'leaveGroup', group: '-', ackId: id };
  }

  #sequenceAck(): readonly Message[] {
    if (!this.#dialect.isReliable) return [];
    return [this.#dialect.write({ type: 'sequenceAck', sequenceId: this.#lastSequenceId })];
  }

  /** Collects what comes before the next barrier; returns how the WebSocket ended, if it did. */
  async #answersUpTo(client: RawWebSocket, answers: Frame[]): Promise<Ending | undefined> {
    const barrier = (this.#barriers += 1);
    for (;;) {
      const next = await client.next();
      if (next === undefined) return this.#stuck(client);
      if ('code' in next) return next;
      const frame = this.#dialect.read(next);
      if (frame === undefined || !isServiceFrame(frame)) {
        this.#target.tally.finding(
          `${this.#dialect.subprotocol}: no frame of the service: ${next.data.toString('utf8', 0, 300)}`,
        );
        continue;
      }
      if (frame['ackId'] === barrier) return undefined;
      if (typeof frame['sequenceId'] === 'number') this.#lastSequenceId = frame['sequenceId'];
      if (frame['success'] === true) this.#acknowledged.add(frame['ackId']);
      answers.push(frame);
    }
  }

  #stuck(client: RawWebSocket): Ending {
    client.socket.destroy();
    return { code: 0, reason: 'no answer' };
  }

  /** Returns whether the connection is still there. */
  async #judge(client: RawWebSocket, unit: Unit): Promise<boolean> {
    const { tally } = this.#target;
    const kind = `${this.#dialect.subprotocol} ${unit.name}`;
    const answers: Frame[] = [];
    const isRepeat = this.#acknowledged.has(unit.plan.frame['ackId']);
    const tooEarly = await this.#answersUpTo(client, []);
    const ending = tooEarly ?? (await this.#answersUpTo(client, answers));
    const outcome = ending === undefined ? outcomeOf(unit, answers) : { isAccepted: false, label: String(ending.code) };
    tally.count(kind, unit.isMutated, outcome);
    const mayFail = unit.isMutated || (isRepeat && outcome.label === 'ack Duplicate');
    const problem = tooEarly === undefined ? this.#problemOf(mayFail, unit, outcome, ending) : 'it ended before that';
    if (problem !== undefined) tally.finding(`${kind}: ${problem}: ${shown(unit)}`);
    return ending === undefined;
  }

  #problemOf(
    mayFail: boolean,
    { message }: Unit,
    { isAccepted, label }: Outcome,
    ending: Ending | undefined,
  ): string | undefined {
    if (!mayFail && !isAccepted) return `it is valid, but ${label}`;
    if (ending !== undefined && !isServiceClosing(ending)) return `closed ${String(ending.code)} ${ending.reason}`;
    return ending === undefined && this.#dialect.isNoFrame(message)
      ? 'it is no frame, but the connection stays'
      : undefined;
  }

  async #open(): Promise<RawWebSocket> {
    const { group } = this.#sender;
    const path = this.#target.clientPath('frames', { sub: group, role: everyRole, 'webpubsub.group': [group] });
    const client = await RawWebSocket.open(this.#target.port, { path, subprotocols: this.#dialect.subprotocol });
    if (!(client instanceof RawWebSocket)) throw new Error(`The handshake was answered ${JSON.stringify(client)}.`);
    await client.next();
    this.#lastSequenceId = 0;
    this.#acknowledged.clear();
    return client;
  }
}

function outcomeOf({ kind }: Unit, answers: readonly Frame[]): Outcome {
  if (kind.isTaken(answers)) return { isAccepted: true, label: '' };
  return { isAccepted: false, label: answers.map(problemIn).find((problem) => problem !== undefined) ?? 'no answer' };
}

function shown({ message }: Unit): string {
  return message.data.toString('utf8', 0, 300);
}

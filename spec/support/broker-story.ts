import { Broker } from '../../lib/emulator/broker/broker.js';
import type { Connection, ConnectionStart, Receiver } from '../../lib/emulator/broker/connection.js';
import type { Limits } from '../../lib/emulator/broker/limits.js';
import type { ServerFrame } from '../../lib/protocol/frames.js';
import { ManualClock } from './manual-clock.js';

/** Everything a connection was sent, and how it was closed. */
export class RecordingReceiver implements Receiver {
  readonly frames: ServerFrame[] = [];
  ending: string | undefined;

  deliver(frame: ServerFrame): void {
    this.frames.push(frame);
  }
  close(code: number, reason: string): void {
    this.ending = `${code} ${reason}`.trim();
  }
  abort(): void {
    this.ending = 'aborted';
  }

  /** The data of the messages. */
  get data(): unknown[] {
    return this.frames.map((frame) => (frame.type === 'message' ? frame.message.data : frame.type));
  }
}

/** A broker with one hub, and clients by their ids. */
export function brokerStory(limits?: Partial<Limits>) {
  const clock = new ManualClock();
  const ended: string[] = [];
  const broker = new Broker({
    clock,
    ...(limits === undefined ? {} : { limits }),
    onEnded: ({ id }, reason) => ended.push(`${id}: ${reason}`),
  });
  const hub = broker.hub('chat');
  const open = (id: string, start: Partial<ConnectionStart> = {}): [Connection, RecordingReceiver] => {
    const receiver = new RecordingReceiver();
    const connection = broker.open(hub, { id, userId: undefined, roles: [], groups: [], ...start }, receiver);
    return [connection, receiver];
  };
  return { broker, hub, clock, ended, open };
}

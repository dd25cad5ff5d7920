import { expect } from 'chai';
import { EventEmitter } from 'node:events';
import { readLimits } from '../../../lib/emulator/limits.js';
import { cutLater, wireOf, type OutgoingSocket } from '../../../lib/emulator/client/socket-wire.js';
import { ManualClock } from '../../support/manual-clock.js';

/** A WebSocket that takes everything and passes on nothing until told. */
class StillSocket extends EventEmitter implements OutgoingSocket {
  readonly calls: string[] = [];
  bufferedAmount = 0;
  readonly #sent: (() => void)[] = [];

  isOpen(): boolean {
    return this.calls.length === 0;
  }
  send(data: string | Uint8Array, _: object, sent: () => void): void {
    this.bufferedAmount += data.length;
    this.#sent.push(sent);
  }
  passOn(): void {
    this.bufferedAmount = 0;
    for (const sent of this.#sent.splice(0)) sent();
  }
  close(code: number, reason: string): void {
    this.calls.push(`close ${code} ${reason}`);
  }
  terminate(): void {
    this.calls.push('terminate');
  }
  pause(): void {}
  resume(): void {}
}

const { waiting, waitingReliable } = readLimits({}, 'limits');

function story(isReliable = false) {
  const [socket, clock] = [new StillSocket(), new ManualClock()];
  let overflows = 0;
  const onOverflow = (): void => void (overflows += 1);
  const wire = wireOf(socket, { clock, limits: isReliable ? waitingReliable : waiting, onOverflow });
  const send = (count: number, data: string | Buffer = 'x') => {
    for (let sent = 0; sent < count; sent += 1) wire.send({ data, isBinary: typeof data !== 'string' });
  };
  return { socket, clock, wire, send, overflows: () => overflows };
}

describe('the wire of a WebSocket', () => {
  for (const [kind, isReliable, messages] of [
    ['a plain client', false, 1000],
    ['a reliable client', true, 1032],
  ] as const) {
    it(`of ${kind} holds ${messages} messages, and is cut once at the next`, () => {
      const { socket, send, overflows } = story(isReliable);
      send(messages);
      expect(overflows()).to.equal(0);
      send(3);
      expect([overflows(), socket.calls]).to.deep.equal([1, ['terminate']]);
    });
  }

  it('holds 16 MiB, or 32 for a reliable client', () => {
    for (const [isReliable, mebibytes] of [
      [false, 16],
      [true, 32],
    ] as const) {
      const { send, overflows } = story(isReliable);
      send(mebibytes, Buffer.alloc(1024 * 1024));
      expect(overflows()).to.equal(0);
      send(1);
      expect(overflows()).to.equal(1);
    }
  });

  it('has room again for what was passed on', () => {
    const { socket, send, overflows } = story();
    for (let round = 0; round < 3; round += 1) {
      send(1000);
      socket.passOn();
    }
    expect(overflows()).to.equal(0);
  });

  it('is cut as too slow on demand', () => {
    const { socket, wire, overflows } = story();
    wire.overflow();
    expect([socket.calls, overflows()]).to.deep.equal([['terminate'], 1]);
  });

  it('is cut five seconds after a close that nobody confirms', () => {
    const { socket, clock, wire } = story();
    wire.close({ code: 1000, reason: 'bye' });
    clock.advance(4999);
    expect(socket.calls).to.deep.equal(['close 1000 bye']);
    clock.advance(1);
    expect(socket.calls).to.deep.equal(['close 1000 bye', 'terminate']);
  });

  it('is closed once, and waits for one end, however often it is asked to', () => {
    const { socket, clock, wire } = story();
    for (let times = 0; times < 20; times += 1) wire.close({ code: 1001, reason: '' });
    expect([socket.calls, socket.listenerCount('close'), clock.waiting]).to.deep.equal([['close 1001 '], 1, 1]);
  });

  it('leaves nothing waiting where it is closed after its end', () => {
    const { clock, wire } = story();
    wire.abort();
    wire.close({ code: 1001, reason: '' });
    expect(clock.waiting).to.equal(0);
  });

  it('says whether something went out', () => {
    const { wire } = story();
    const payload = { data: 'x', isBinary: false };
    expect(wire.send(payload)).to.equal(true);
    wire.abort();
    expect(wire.send(payload)).to.equal(false);
  });

  it('is not cut after one that was confirmed', () => {
    const [socket, clock] = [new StillSocket(), new ManualClock()];
    cutLater(socket, clock);
    socket.emit('close');
    expect(clock.waiting).to.equal(0);
  });
});

import { expect } from 'chai';
import { keepAlive } from '../../../lib/emulator/client/keep-alive.js';
import { ManualClock } from '../../support/manual-clock.js';

/** A WebSocket that is kept alive, with what happened to it. */
function story(machineNow?: () => number) {
  const clock = new ManualClock();
  const done: string[] = [];
  const peer = { received: 0, isPaused: false };
  const stop = keepAlive(
    { clock, pause: () => 1000, machineNow: machineNow ?? (() => clock.now()) },
    {
      received: () => peer.received,
      isPaused: () => peer.isPaused,
      ping: () => done.push('ping'),
      cut: () => done.push('cut'),
    },
  );
  return { clock, done, peer, stop };
}

describe('keeping a connection alive', () => {
  it('pings by and by, for as long as anything comes back', () => {
    const { clock, done, peer } = story();
    for (let round = 0; round < 5; round += 1) {
      clock.advance(1000);
      peer.received += 1;
    }
    expect(done).to.deep.equal(Array(5).fill('ping'));
  });

  it('cuts a peer from which nothing came since the ping before the last', () => {
    const { clock, done } = story();
    clock.advance(10_000);
    expect(done).to.deep.equal(['ping', 'ping', 'cut']);
    expect(clock.waiting).to.equal(0);
  });

  it('cuts nobody because a clock was moved faster than a pong can come', () => {
    let machine = 0;
    const { clock, done } = story(() => machine);
    clock.advance(60_000);
    expect(done).to.not.include('cut');
    machine += 1000;
    clock.advance(1000);
    expect(done.at(-1)).to.equal('cut');
  });

  it('forgives one ping without an answer', () => {
    const { clock, done, peer } = story();
    clock.advance(2000);
    peer.received += 1;
    clock.advance(2000);
    expect(done).to.not.include('cut');
  });

  it('waits for a peer that is not being read', () => {
    const { clock, done, peer } = story();
    peer.isPaused = true;
    clock.advance(10_000);
    expect(done).to.not.include('cut');
    peer.isPaused = false;
    clock.advance(3000);
    expect(done).to.include('cut');
  });

  it('stops when it is told', () => {
    const { clock, done, stop } = story();
    stop();
    clock.advance(10_000);
    expect([done, clock.waiting]).to.deep.equal([[], 0]);
  });
});

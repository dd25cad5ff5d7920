import { expect } from 'chai';
import { Incoming } from '../../../lib/emulator/client/incoming.js';
import { createJsonCodec } from '../../../lib/emulator/client/json-codec.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RecordingWire } from '../../support/recording-wire.js';

const facing = { hub: 'chat', connectionId: 'c1', userId: undefined };
const [ping, unreadable] = ['{"type":"ping"}', 'x'];

function story() {
  const [clock, wire, arrived] = [new ManualClock(), new RecordingWire(), [] as string[]];
  const faults = new Faults(clock);
  const onArrived = (data: Buffer): void => void arrived.push(data.toString('utf8'));
  const incoming = new Incoming({ wire, codec: createJsonCodec(), faults, facing, onArrived });
  const take = (text: string): void => incoming.take(Buffer.from(text), false);
  return { clock, wire, faults, incoming, arrived, take };
}

describe('what comes in from a client', () => {
  it('arrives at once', () => {
    const { arrived, take } = story();
    take(ping);
    expect(arrived).to.deep.equal([ping]);
  });

  it('meets the faults that are meant for its frame', () => {
    const { faults, arrived, take } = story();
    const added = faults.add({ at: 'frameFromClient', frame: 'ping', connectionId: 'c1', fault: 'drop' });
    take(ping);
    take(unreadable);
    expect([arrived, added.met]).to.deep.equal([[unreadable], 1]);
  });

  it('is late, and its end behind it', () => {
    const { clock, faults, incoming, arrived, take } = story();
    faults.add({ at: 'frameFromClient', fault: { delay: 10 } });
    take(unreadable);
    incoming.follow(() => arrived.push('end'));
    expect([arrived, incoming.length]).to.deep.equal([[], 2]);
    clock.advance(10);
    expect(arrived).to.deep.equal([unreadable, 'end']);
  });

  it('is lost where it was late when another WebSocket took over', () => {
    const { clock, faults, incoming, arrived, take } = story();
    faults.add({ at: 'frameFromClient', fault: { delay: 10 } });
    take(ping);
    incoming.end();
    clock.advance(10);
    expect(arrived).to.deep.equal([]);
  });
});

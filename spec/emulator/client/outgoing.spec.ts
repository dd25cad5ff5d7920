import { expect } from 'chai';
import { createJsonCodec } from '../../../lib/emulator/client/json-codec.js';
import { Outgoing } from '../../../lib/emulator/client/outgoing.js';
import { createSimpleCodec } from '../../../lib/emulator/client/simple-codec.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RecordingWire } from '../../support/recording-wire.js';

const facing = { hub: 'chat', connectionId: 'c1', userId: 'ann' };
const pong = '{"type":"pong"}';

function story(codec = createJsonCodec()) {
  const [clock, wire] = [new ManualClock(), new RecordingWire()];
  const observer = new Tap(clock);
  const faults = new Faults(clock);
  const outgoing = new Outgoing({ wire, codec, faults, observer, facing });
  return { clock, wire, faults, outgoing, observer };
}

describe('what goes out to a client', () => {
  it('is written at once, and told where somebody listens', async () => {
    const { wire, outgoing, observer } = story();
    const events = observer.listen();
    outgoing.deliver({ type: 'pong' });
    outgoing.close(1000, 'bye');
    expect([wire.sent, wire.calls]).to.deep.equal([[pong], ['close 1000 bye']]);
    expect((await events.next()).value).to.deep.include({ type: 'pong', bytes: 15, hub: 'chat', connectionId: 'c1' });
  });

  it('is not told as sent where the WebSocket is closing: a message that nobody keeps is dropped', async () => {
    const { wire, outgoing, observer } = story();
    const events = observer.listen();
    wire.isOpen = false;
    const message = { type: 'message', from: 'server', message: { dataType: 'text', data: 'x' } } as const;
    outgoing.deliver({ type: 'pong' });
    outgoing.deliver({ ...message, sequenceId: 1 });
    outgoing.deliver(message);
    const why = 'Its WebSocket is closing.';
    const dropped = { id: 1, what: 'message.dropped', hub: 'chat', connectionId: 'c1', why };
    expect((await events.next()).value).to.deep.include(dropped);
  });

  it('is nothing where the protocol has no word for it, and meets no fault', () => {
    const { wire, faults, outgoing } = story(createSimpleCodec({ mode: 'sendEvent' }));
    const added = faults.add({ at: 'frameToClient', fault: 'cut' });
    outgoing.deliver({ type: 'pong' });
    expect([wire.sent, wire.calls, added.met]).to.deep.equal([[], [], 0]);
  });

  it('meets the faults that are meant for its frame and its client', () => {
    const { wire, faults, outgoing } = story();
    const added = faults.add({ at: 'frameToClient', frame: 'ack', ...facing, fault: 'drop' });
    outgoing.deliver({ type: 'ack', ackId: 1n });
    outgoing.deliver({ type: 'pong' });
    expect([wire.sent, added.count]).to.deep.equal([[pong], 1]);
  });

  it('is closed behind what is late, and cut at once', () => {
    const { clock, wire, faults, outgoing } = story();
    faults.add({ at: 'frameToClient', fault: { delay: 10 } });
    outgoing.deliver({ type: 'pong' });
    outgoing.close(1000, '');
    expect(wire.calls).to.deep.equal([]);
    clock.advance(10);
    expect([wire.sent, wire.calls]).to.deep.equal([[pong], ['close 1000 ']]);
    outgoing.deliver({ type: 'pong' });
    outgoing.abort();
    expect([wire.calls.at(-1), clock.waiting]).to.deep.equal(['abort', 0]);
  });

  it('is lost where it was late when the wire had gone', () => {
    const { clock, wire, faults, outgoing } = story();
    faults.add({ at: 'frameToClient', fault: { delay: 10 } });
    outgoing.deliver({ type: 'pong' });
    outgoing.end();
    expect([wire.sent, clock.waiting]).to.deep.equal([[], 0]);
  });
});

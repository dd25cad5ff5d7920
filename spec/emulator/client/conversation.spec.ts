import { expect } from 'chai';
import { Conversation } from '../../../lib/emulator/client/conversation.js';
import { createJsonCodec } from '../../../lib/emulator/client/json-codec.js';
import { createSimpleCodec } from '../../../lib/emulator/client/simple-codec.js';
import type { UserEventAnswer } from '../../../lib/emulator/upstream/user-event.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { brokerStory } from '../../support/broker-story.js';
import { RecordingWire } from '../../support/recording-wire.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const ping = Buffer.from('{"type":"ping"}');
const event = Buffer.from('{"type":"event","event":"e","data":1,"ackId":1}');

/** A conversation over one wire whose events the app answers as given. */
function story(answer: Promise<UserEventAnswer> | UserEventAnswer = {}, codec = createJsonCodec()) {
  const { broker, hub, clock, ended } = brokerStory();
  const signals: AbortSignal[] = [];
  const upstream = {
    userEvent: async (_c: unknown, _e: unknown, _m: unknown, signal: AbortSignal) => (signals.push(signal), answer),
  };
  const faults: unknown[] = [];
  const injected = new Faults(clock);
  const onFault = (fault: unknown): void => void faults.push(fault);
  const conversation = new Conversation({ broker, upstream, codec, onFault, faults: injected });
  const wire = new RecordingWire();
  const receiver = conversation.receiverOf(wire);
  const connection = broker.open(hub, { id: 'c1', userId: undefined, roles: [], groups: [] }, receiver);
  const listener = conversation.listen(connection, receiver, wire);
  return { broker, clock, conversation, connection, receiver, listener, wire, ended, signals, faults, injected };
}

describe('a conversation', () => {
  it('answers frames in their order', async () => {
    const { listener, wire } = story();
    listener.message(event, false);
    listener.message(ping, false);
    await soon();
    expect(wire.sent).to.deep.equal(['{"type":"ack","ackId":1,"success":true}', '{"type":"pong"}']);
  });

  it('stops reading when too much waits, and goes on when all is done', async () => {
    const gate: { open?: (answer: UserEventAnswer) => void } = {};
    const { listener, wire } = story(new Promise((resolve) => (gate.open = resolve)));
    listener.message(event, false);
    for (let count = 0; count < 65; count += 1) listener.message(ping, false);
    expect(wire.calls).to.deep.equal(['pause']);
    gate.open?.({});
    await soon();
    expect([wire.calls, wire.sent.length]).to.deep.equal([['pause', 'resume'], 66]);
  });

  it('ends with the code of a frame that cannot be read, and reads no further', async () => {
    const { listener, wire, ended } = story();
    listener.message(Buffer.from('x'), false);
    listener.message(ping, false);
    await soon();
    const reason = 'The client message is not a valid JSON protocol message.';
    expect([wire.calls, wire.sent, ended]).to.deep.equal([[`close 1007 ${reason}`], [], [`c1: ${reason}`]]);
  });

  it('does not end with what came by a WebSocket that another took over from', async () => {
    const gate: { open?: (answer: UserEventAnswer) => void } = {};
    const { broker, conversation, connection, listener, wire, ended } = story(
      new Promise((resolve) => (gate.open = resolve)),
    );
    listener.message(event, false);
    listener.message(Buffer.from('x'), false);
    const next = new RecordingWire();
    broker.resume(connection, conversation.receiverOf(next));
    gate.open?.({});
    await soon();
    expect([next.sent, next.calls, ended]).to.deep.equal([['{"type":"ack","ackId":1,"success":true}'], [], []]);
    expect(wire.calls).to.deep.equal(['abort']);
  });

  it('of a simple client ends when its event failed', async () => {
    const { listener, wire } = story({ problem: 'x' }, createSimpleCodec({ mode: 'sendEvent' }));
    listener.message(Buffer.from('x'), false);
    await soon();
    expect(wire.calls).to.deep.equal(['close 1011 Internal server error']);
  });

  it('calls the event off that is under way when it ends', async () => {
    const { conversation, listener, signals } = story(new Promise(() => {}));
    listener.message(event, false);
    await soon();
    conversation.end();
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([true]);
  });

  it('reports an exception and goes on', async () => {
    const { listener, wire, faults } = story(Promise.reject(new Error('bug')));
    listener.message(event, false);
    listener.message(ping, false);
    await soon();
    expect([faults.map(String), wire.sent]).to.deep.equal([['Error: bug'], ['{"type":"pong"}']]);
  });

  it('ends with the reason of the client only after 1000', () => {
    const farewell = story();
    farewell.listener.closed({ code: 1000, reason: 'bye' });
    const drop = story();
    drop.listener.closed({ code: 1001, reason: 'ignored' });
    const failure = story();
    failure.listener.failed('too large');
    expect([farewell.ended, drop.ended, failure.ended]).to.deep.equal([
      ['c1: bye'],
      ['c1: The connection ended.'],
      ['c1: too large'],
    ]);
  });

  it('reads no further while too much of it is late', async () => {
    const { clock, injected, listener, wire } = story();
    injected.add({ at: 'frameFromClient', fault: { delay: 10 } });
    for (let count = 0; count < 65; count += 1) listener.message(ping, false);
    expect([wire.calls, wire.sent]).to.deep.equal([['pause'], []]);
    clock.advance(10);
    await soon();
    expect([wire.calls, wire.sent.length]).to.deep.equal([['pause', 'resume'], 65]);
  });

  it('hears of the farewell behind the frames that are late', async () => {
    const { clock, injected, listener, ended, signals } = story();
    injected.add({ at: 'frameFromClient', fault: { delay: 10 } });
    listener.message(event, false);
    listener.closed({ code: 1000, reason: 'bye' });
    expect([signals.length, ended]).to.deep.equal([0, []]);
    clock.advance(10);
    expect([signals.length, ended]).to.deep.equal([1, ['c1: bye']]);
  });

  it('loses what is late where its client took too little, or comes by another WebSocket', async () => {
    const { clock, conversation, connection, injected, receiver, listener, wire } = story();
    injected.add({ at: 'frameFromClient', fault: { delay: 10 } });
    injected.add({ at: 'frameToClient', fault: { delay: 10 } });
    listener.message(ping, false);
    receiver.deliver({ type: 'pong' });
    const next = new RecordingWire();
    conversation.listen(connection, conversation.receiverOf(next), next);
    listener.failed('too slow');
    clock.advance(10);
    expect([wire.sent, next.sent, clock.waiting]).to.deep.equal([[], [], 0]);
  });
});

import { expect } from 'chai';
import { handleFrame, type FrameCall } from '../../../lib/emulator/client/frame-handlers.js';
import { Invocations } from '../../../lib/emulator/client/invocations.js';
import type { CalledOff } from '../../../lib/emulator/upstream/event-sender.js';
import type { UserEventAnswer } from '../../../lib/emulator/upstream/user-event.js';
import { brokerStory } from '../../support/broker-story.js';

const message = { dataType: 'text', data: 'x' } as const;

/** A connection with this role, and an app that answers its events one by one. */
function story(role: string, ...answers: readonly (UserEventAnswer | CalledOff)[]) {
  const { broker, open } = brokerStory();
  const [connection, receiver] = open('c1', { roles: [role] });
  const asked: string[] = [];
  const userEvent = async (_: unknown, name: string) => answers[asked.push(name) - 1] ?? {};
  const invocations = new Invocations((fault) => expect.fail(String(fault)));
  const { signal } = new AbortController();
  const call: FrameCall = { broker, connection, upstream: { userEvent }, invocations, signal };
  return { call, receiver, asked };
}

describe('a frame', () => {
  it('that succeeded is not done again under its ackId', async () => {
    const { call, receiver, asked } = story('');
    const frame = { type: 'event', event: 'e', message, ackId: 1n } as const;
    await handleFrame(call, frame);
    await handleFrame(call, frame);
    expect(asked).to.deep.equal(['e']);
    expect(receiver.frames.at(-1)).to.deep.equal({
      type: 'ack',
      ackId: 1n,
      error: { name: 'Duplicate', message: 'Message with ack-id: 1 has been processed' },
    });
  });

  it('that failed may come again', async () => {
    const { call, receiver, asked } = story('', { problem: 'x' }, {});
    const frame = { type: 'event', event: 'e', message, ackId: 1n } as const;
    const failure = { name: 'InternalServerError', message: 'Internal server error' };
    expect(await handleFrame(call, frame)).to.deep.equal(failure);
    expect(await handleFrame(call, frame)).to.equal(undefined);
    expect(asked).to.have.length(2);
    expect(receiver.frames).to.deep.equal([
      { type: 'ack', ackId: 1n, error: failure },
      { type: 'ack', ackId: 1n },
    ]);
  });

  it('is answered by the reply of the app before its ack', async () => {
    const { call, receiver } = story('', { reply: message });
    await handleFrame(call, { type: 'event', event: 'e', message, ackId: 1n });
    expect(receiver.data).to.deep.equal(['x', 'ack']);
  });

  it('that was called off is answered by nothing', async () => {
    const { call, receiver } = story('', { isCalledOff: true });
    expect(await handleFrame(call, { type: 'event', event: 'e', message, ackId: 1n })).to.equal(undefined);
    expect(receiver.frames).to.deep.equal([]);
  });

  it('without an ackId tells its failure to nobody but the caller', () => {
    const { call, receiver } = story('');
    expect(handleFrame(call, { type: 'joinGroup', group: 'g' })).to.have.property('name', 'Forbidden');
    expect(receiver.frames).to.deep.equal([]);
  });

  it('may be any of the newest protocol', async () => {
    const { call, receiver } = story('webpubsub.sendToGroup', { reply: message });
    await handleFrame(call, { type: 'startStream', group: 'g', noEcho: false, streamId: 's' });
    await handleFrame(call, { type: 'streamData', streamId: 's' });
    await handleFrame(call, { type: 'streamEnd', streamId: 's' });
    await handleFrame(call, { type: 'unsubscribeGroupState', group: 'g', ackId: 1n });
    await handleFrame(call, { type: 'invoke', invocationId: '1', event: 'e', message });
    await handleFrame(call, { type: 'cancelInvocation', invocationId: '1' });
    expect(receiver.data).to.deep.equal(['streamAck', 'streamClosed', 'ack', 'invokeResponse']);
  });

  it('is a ping, or an ack that means something only to reliable connections', async () => {
    const { call, receiver } = story('');
    await handleFrame(call, { type: 'sequenceAck', sequenceId: 1n });
    await handleFrame(call, { type: 'ping' });
    expect(receiver.frames).to.deep.equal([{ type: 'pong' }]);
  });
});

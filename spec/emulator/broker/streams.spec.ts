import { expect } from 'chai';
import { cancelStreams, dropStreams, streamRequests } from '../../../lib/emulator/broker/streams.js';
import type { ClientFrameOf, ServerFrame } from '../../../lib/protocol/frames.js';
import { brokerStory } from '../../support/broker-story.js';

type Start = Partial<ClientFrameOf<'startStream'>>;
const roles = ['webpubsub.sendToGroup'];

/** A sender and a reader of the group `g`, and what the sender asks. */
function story(limits: { readonly streams?: number } = {}) {
  const { broker, clock, open, ended } = brokerStory(limits);
  const [sender, own] = open('c1', { roles });
  const [, reader] = open('c2', { groups: ['g'] });
  const start = (frame: Start = {}) =>
    streamRequests.startStream(broker, sender, {
      type: 'startStream',
      group: 'g',
      noEcho: false,
      streamId: 's',
      ...frame,
    });
  const data = (sequenceId: number, text = `${sequenceId}`) =>
    streamRequests.streamData(broker, sender, {
      ...{ type: 'streamData', streamId: 's' },
      part: { sequenceId, message: { dataType: 'text', data: text } },
    });
  const keepAlive = () => streamRequests.streamData(broker, sender, { type: 'streamData', streamId: 's' });
  const end = (error?: object) =>
    streamRequests.streamEnd(broker, sender, { type: 'streamEnd', streamId: 's', ...(error && { error }) });
  return { broker, clock, sender, own, reader, ended, open, start, data, keepAlive, end };
}

const positions = (frames: readonly ServerFrame[]) =>
  frames.map((frame) => (frame.type === 'message' ? frame.stream : frame.type));
const closing = (name: string, message: string) => ({ type: 'streamClosed', streamId: 's', error: { name, message } });

describe('a stream', () => {
  it('is acknowledged from its start to its end, and read in order', () => {
    const { start, data, end, own, reader } = story();
    expect([start(), data(1), data(2), end()]).to.deep.equal(Array(4).fill(undefined));
    expect(own.frames).to.deep.equal([
      { type: 'streamAck', streamId: 's', expectedSequenceId: 1 },
      { type: 'streamAck', streamId: 's', expectedSequenceId: 2 },
      { type: 'streamAck', streamId: 's', expectedSequenceId: 3 },
      { type: 'streamClosed', streamId: 's' },
    ]);
    expect(positions(reader.frames)).to.deep.equal([
      { streamId: 's', streamSequenceId: 1 },
      { streamId: 's', streamSequenceId: 2 },
      { streamId: 's', streamSequenceId: 3, endOfStream: true },
    ]);
  });

  it('publishes nothing twice and nothing out of order', () => {
    const { start, data, own, reader } = story();
    start();
    for (const sequenceId of [1, 3, 1, 0, 2]) data(sequenceId);
    expect(reader.data).to.deep.equal(['1', '2']);
    expect(own.frames.slice(2, 5)).to.deep.equal([
      {
        ...{ type: 'streamNack', streamId: 's', name: 'InvalidSequenceId' },
        ...{ message: 'Expected 2 instead of 3.', expectedSequenceId: 2 },
      },
      { type: 'streamAck', streamId: 's', expectedSequenceId: 2 },
      { type: 'streamAck', streamId: 's', expectedSequenceId: 2 },
    ]);
  });

  it('ends when nothing came for its time; data and keepalives begin it anew', () => {
    const { start, data, keepAlive, clock, own, reader } = story();
    start({ idleTimeoutMs: 1000 });
    clock.advance(999);
    data(1);
    clock.advance(999);
    keepAlive();
    clock.advance(999);
    expect(reader.frames).to.have.length(1);
    clock.advance(1);
    expect(own.frames.at(-1)).to.deep.equal(closing('IdleTimeout', 'Nothing came for 1000 ms.'));
    expect(positions(reader.frames).at(-1)).to.deep.equal({
      ...{ streamId: 's', streamSequenceId: 2, endOfStream: true },
      error: { name: 'IdleTimeout', message: 'Nothing came for 1000 ms.' },
    });
    expect(clock.waiting).to.equal(0);
  });

  it('waits five minutes unless it says otherwise', () => {
    const { start, clock, own } = story();
    start();
    clock.advance(299_999);
    expect(own.frames).to.have.length(1);
    clock.advance(1);
    expect(own.frames).to.have.length(2);
  });

  it('tells its readers the error of its sender', () => {
    const { start, end, reader } = story();
    start();
    end({ message: 'm', userErrorCode: 'c' });
    expect(positions(reader.frames)).to.deep.equal([
      {
        ...{ streamId: 's', streamSequenceId: 1, endOfStream: true },
        error: { name: 'UserError', message: 'm', userErrorCode: 'c' },
      },
    ]);
  });

  it('that is not there is not found, and may begin again after its end', () => {
    const { start, data, keepAlive, end, own } = story();
    data(1);
    keepAlive();
    end();
    expect(own.frames).to.deep.equal(Array(3).fill(closing('StreamNotFound', "There is no stream 's'.")));
    start();
    end();
    expect(start()).to.equal(undefined);
  });

  it('begins only with permission, an id and a time', () => {
    const { start, own, sender } = story();
    const refusals = [{ streamId: '' }, { streamId: 'x'.repeat(257) }, { idleTimeoutMs: 0 }, { idleTimeoutMs: 1.5 }];
    for (const frame of [...refusals, { idleTimeoutMs: 86_400_001 }]) {
      expect(start(frame), JSON.stringify(frame)).to.have.property('name', 'BadRequest');
    }
    expect(own.frames).to.have.length(5);
    sender.permissions.sendToGroup.set('g', false);
    const message = "The client does not have permission to send to group 'g'.";
    expect(start()).to.deep.equal({ name: 'Forbidden', message });
    expect(own.frames.at(-1)).to.deep.equal(closing('Forbidden', message));
    expect(sender.streams.size).to.equal(0);
  });

  it('that begins twice ends, because the answer ends it for its sender', () => {
    const { start, sender, own, reader } = story();
    start();
    start();
    expect(own.frames.at(-1)).to.deep.equal(closing('BadRequest', "The stream 's' is open already."));
    expect(positions(reader.frames).at(-1)).to.have.nested.property('error.name', 'Cancelled');
    expect(sender.streams.size).to.equal(0);
  });

  it('ends when its sender loses the permission', () => {
    const { start, data, end, sender, own, reader } = story();
    start();
    sender.permissions.sendToGroup.set('g', false);
    data(1);
    end({ message: 'said all the same' });
    const message = "The client does not have permission to send to group 'g'.";
    expect(own.frames[1]).to.deep.equal(closing('Forbidden', message));
    expect(own.frames[2]).to.have.nested.property('error.name', 'StreamNotFound');
    expect(positions(reader.frames)).to.deep.equal([
      { streamId: 's', streamSequenceId: 1, endOfStream: true, error: { name: 'Forbidden', message } },
    ]);
  });

  it('is one of a hundred at most, or of what the limits say', () => {
    const { start, own } = story({ streams: 1 });
    start();
    start({ streamId: 't' });
    expect(own.frames.at(-1)).to.deep.equal({
      ...{ type: 'streamClosed', streamId: 't' },
      error: { name: 'BadRequest', message: 'A connection has at most 1 streams.' },
    });
  });

  it('outlives the wire of a reliable sender and ends with its connection', () => {
    const { broker, clock, open } = story();
    const [sender, wire] = open('c3', { roles, isReliable: true });
    const [, reader] = open('c4', { groups: ['h'] });
    const frame = { type: 'startStream', group: 'h', noEcho: false, streamId: 's' } as const;
    streamRequests.startStream(broker, sender, frame);
    broker.lose(sender, wire, 'gone', false);
    clock.advance(29_999);
    expect(reader.frames).to.deep.equal([]);
    clock.advance(1);
    expect(positions(reader.frames)).to.have.nested.property('[0].error.name', 'Cancelled');
    expect(clock.waiting).to.equal(0);
  });

  it('goes to its sender as well, unless that wants no echo', () => {
    const { broker, start, data, sender, own } = story();
    sender.hub.join(sender, 'g');
    start({ noEcho: true });
    data(1);
    expect(own.data).to.deep.equal(['streamAck', 'streamAck']);
    cancelStreams(broker, sender);
    start();
    data(1);
    expect(own.data.slice(2)).to.deep.equal(['streamAck', '1', 'streamAck']);
  });

  it('is dropped without a word when everything is forgotten', () => {
    const { start, sender, clock, reader } = story();
    start();
    dropStreams(sender);
    expect([sender.streams.size, clock.waiting, reader.frames.length]).to.deep.equal([0, 0, 0]);
  });
});

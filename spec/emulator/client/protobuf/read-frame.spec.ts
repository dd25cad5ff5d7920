import { expect } from 'chai';
import fc from 'fast-check';
import { readClientFrame } from '../../../../lib/emulator/client/protobuf/read-frame.js';
import { bytes, entry, message, number } from '../../../support/protobuf-wire.js';

const group = bytes(1, 'g');
const data = message(3, bytes(1, 'x'));
const x = { dataType: 'text', data: 'x' };
const any = Buffer.concat([bytes(1, 't/T'), bytes(2, Buffer.from([8, 1]))]);
const greatest = 2n ** 64n - 1n;

describe('a frame of protobuf', () => {
  const frames: readonly (readonly [string, Buffer, object])[] = [
    ['a join', message(6, group), { type: 'joinGroup', group: 'g' }],
    ['a join with the id 0', message(6, group, number(2, 0)), { type: 'joinGroup', group: 'g', ackId: 0n }],
    ['a leave', message(7, group, number(2, greatest)), { type: 'leaveGroup', group: 'g', ackId: greatest }],
    ['a message', message(1, group, data), { type: 'sendToGroup', group: 'g', noEcho: false, message: x }],
    [
      'a message with everything',
      message(1, group, number(2, 7), message(3, message(3, any)), number(4, true), number(5, 300), entry(6, 'a', '1')),
      {
        ...{ type: 'sendToGroup', group: 'g', ackId: 7n, noEcho: true, ttlSeconds: 300 },
        message: { dataType: 'protobuf', data: new Uint8Array(any), metadata: { a: '1' } },
      },
    ],
    [
      'an event',
      message(5, bytes(1, 'e'), message(2, bytes(1, 'x')), number(3, 1)),
      { type: 'event', event: 'e', ackId: 1n, message: x },
    ],
    [
      'an event of metadata alone',
      message(5, bytes(1, 'e'), entry(4, 'a', '1')),
      { type: 'event', event: 'e', message: { dataType: 'text', data: '', metadata: { a: '1' } } },
    ],
    ['what is acknowledged', message(8, number(1, greatest)), { type: 'sequenceAck', sequenceId: greatest }],
    ['what is acknowledged, without a number', message(8), { type: 'sequenceAck', sequenceId: 0n }],
    ['a ping', message(9), { type: 'ping' }],
    ['a ping with fields that nobody knows', Buffer.concat([message(9), bytes(99, 'x')]), { type: 'ping' }],
    ['the last of two', Buffer.concat([message(9), message(6, group)]), { type: 'joinGroup', group: 'g' }],
    [
      'an invocation',
      message(10, bytes(1, 'e'), bytes(2, 'i'), data, entry(4, 'a', '1')),
      { type: 'invoke', invocationId: 'i', event: 'e', message: { ...x, metadata: { a: '1' } } },
    ],
    [
      'an invocation with nothing to say',
      message(10, bytes(1, 'e'), bytes(2, 'i')),
      { type: 'invoke', invocationId: 'i', event: 'e', message: { dataType: 'text', data: '' } },
    ],
    ['a cancellation', message(11, bytes(1, 'i')), { type: 'cancelInvocation', invocationId: 'i' }],
    [
      'the start of a stream',
      message(1, group, number(4, true), number(5, 9), message(7, bytes(1, 's'), number(2, 50))),
      { type: 'startStream', group: 'g', noEcho: true, streamId: 's', idleTimeoutMs: 50, ttlSeconds: 9 },
    ],
    [
      'a piece',
      message(13, bytes(1, 's'), number(2, 1), data),
      { type: 'streamData', streamId: 's', part: { sequenceId: 1, message: x } },
    ],
    ['what keeps a stream alive', message(13, bytes(1, 's')), { type: 'streamData', streamId: 's' }],
    ['the end of a stream', message(14, bytes(1, 's')), { type: 'streamEnd', streamId: 's' }],
    [
      'the end of a stream that failed',
      message(14, bytes(1, 's'), message(2, bytes(1, 'm'), bytes(2, 'c'))),
      { type: 'streamEnd', streamId: 's', error: { message: 'm', userErrorCode: 'c' } },
    ],
    [
      'a state',
      message(15, group, number(2, 1), message(3, entry(1, 'a', '1'))),
      { type: 'setGroupState', group: 'g', ackId: 1n, state: { a: '1' } },
    ],
    ['no state', message(15, group), { type: 'setGroupState', group: 'g' }],
    ['a subscription', message(16, group, number(2, 1)), { type: 'subscribeGroupState', group: 'g', ackId: 1n }],
    ['its end', message(17, group), { type: 'unsubscribeGroupState', group: 'g' }],
  ];
  for (const [what, written, frame] of frames) {
    it(`may be ${what}`, () => expect(readClientFrame(written)).to.deep.equal(frame));
  }

  const stream = message(7, bytes(1, 's'));
  const refused: readonly (readonly [string, Buffer, string])[] = [
    ['nothing', Buffer.alloc(0), 'it asks for nothing that is known'],
    ['a number that nobody knows', message(12, group), 'it asks for nothing that is known'],
    ['no protobuf', Buffer.from([0xff]), 'it is no message of protobuf'],
    ['a text that is no UTF-8', message(6, bytes(1, Buffer.from([0xff]))), 'it is no message of protobuf'],
    ['a number in the place of a message', number(9, 0), 'it is no message of protobuf'],
    ['a text that ends behind its message', Buffer.from([50, 2, 10, 3, 97, 98, 99]), 'it is no message of protobuf'],
    ['groups in groups without end', Buffer.alloc(1_000_000, 0x0b), 'it is no message of protobuf'],
    ['a join without a group', message(6), '"group" is no group name'],
    ['a message without data', message(1, group), '"data" is missing'],
    ['a message with empty data', message(1, group, message(3)), '"data" is missing'],
    ['a life of 301 seconds', message(1, group, data, number(5, 301)), 'the time to live is over 300 seconds'],
    ['JSON that is none', message(1, group, message(3, bytes(4, '{'))), '"json_data" is no JSON'],
    [
      'an Any that is none',
      message(1, group, message(3, bytes(3, Buffer.from([0xff])))),
      'it is no message of protobuf',
    ],
    ['metadata beyond ASCII', message(1, group, data, entry(6, 'a', 'ä')), '"metadata" is no metadata'],
    ['an event without a name', message(5, message(2, bytes(1, 'x'))), '"event" is no event name'],
    ['an event as a stream', message(5, bytes(1, 'e'), message(5, bytes(1, 's'))), 'an event is no stream'],
    ['an invocation as a stream', message(10, bytes(1, 'e'), bytes(2, 'i'), message(5)), 'an event is no stream'],
    ['an invocation without an id', message(10, bytes(1, 'e')), '"invocation_id" has none or over 256 characters'],
    ['the start of a stream with data', message(1, group, data, stream), 'the start of a stream has data'],
    ['a piece without a number', message(13, bytes(1, 's'), data), '"stream_sequence_id" is missing'],
    ['a piece without data', message(13, bytes(1, 's'), number(2, 1)), '"data" is missing'],
  ];
  for (const [what, written, problem] of refused) {
    it(`is none with ${what}`, () => expect(readClientFrame(written)).to.deep.equal({ problem }));
  }

  it('is read or refused, whatever the bytes are', () => {
    const valid = fc.constantFrom(...frames.map(([, written]) => written));
    const changed = fc.tuple(valid, fc.nat(), fc.nat(255)).map(([written, at, byte]) => {
      const copy = Buffer.from(written);
      copy[at % copy.length] = byte;
      return copy;
    });
    const results = new Set<string>();
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), changed), (given) => {
        const frame = readClientFrame(given);
        results.add('problem' in frame ? 'problem' : frame.type);
      }),
      { numRuns: 5_000 },
    );
    expect(results.size).to.be.greaterThan(10);
  });
});

import { expect } from 'chai';
import { writeServerFrame } from '../../../../lib/emulator/client/protobuf/write-frame.js';
import type { ServerFrame } from '../../../../lib/protocol/frames.js';
import { bytes, entry, message, number } from '../../../support/protobuf-wire.js';

const write = (frame: ServerFrame): string => Buffer.from(writeServerFrame(frame, 'jsonData')).toString('hex');
const x = { dataType: 'text', data: 'x' } as const;
const failed = { name: 'Forbidden', message: 'no' } as const;

describe('a frame to a client of protobuf', () => {
  const item = { connectionId: 'c', userId: 'u', state: { a: '1' }, updatedAt: 1_700_000_000_000.5 };
  const frames: readonly (readonly [ServerFrame, Buffer])[] = [
    [{ type: 'connected', connectionId: 'c', userId: undefined }, message(3, message(1, bytes(1, 'c')))],
    [
      { type: 'connected', connectionId: 'c', userId: 'u', reconnectionToken: 't' },
      message(3, message(1, bytes(1, 'c'), bytes(2, 'u'), bytes(3, 't'))),
    ],
    // The reason has the number 2.
    [{ type: 'disconnected', message: 'bye' }, message(3, message(2, bytes(2, 'bye')))],
    // A number that is 0 is not written where it can be told from none by nothing.
    [{ type: 'ack', ackId: 0n }, message(1, number(2, true))],
    [{ type: 'ack', ackId: 2n ** 64n - 1n }, message(1, number(1, 2n ** 64n - 1n), number(2, true))],
    [
      { type: 'ack', ackId: 7n, error: failed },
      message(1, number(1, 7), message(3, bytes(1, 'Forbidden'), bytes(2, 'no'))),
    ],
    [{ type: 'pong' }, message(4)],
    [{ type: 'message', from: 'server', message: x }, message(2, bytes(1, 'server'), message(3, bytes(1, 'x')))],
    [
      {
        ...{ type: 'message', from: 'group', group: 'g', fromUserId: 'u', sequenceId: 300 },
        message: { dataType: 'json', data: '{}', metadata: { a: '1' } },
        stream: { streamId: 's', streamSequenceId: 2 },
      },
      message(
        ...([
          2,
          bytes(1, 'group'),
          bytes(2, 'g'),
          message(3, bytes(4, '{}')),
          number(4, 300),
          entry(5, 'a', '1'),
        ] as const),
        message(6, bytes(1, 's'), number(2, 2)),
      ),
    ],
    [
      {
        ...{ type: 'message', from: 'group', group: 'g', message: { dataType: 'text', data: '' } },
        stream: { streamId: 's', streamSequenceId: 1, endOfStream: true, error: { name: 'UserError', message: 'm' } },
      },
      message(
        ...([2, bytes(1, 'group'), bytes(2, 'g'), message(3, bytes(1, ''))] as const),
        message(6, bytes(1, 's'), number(2, 1), number(3, true), message(4, bytes(1, 'UserError'), bytes(2, 'm'))),
      ),
    ],
    [
      { type: 'invokeResponse', invocationId: 'i', outcome: { reply: { ...x, metadata: { a: '1' } } } },
      message(5, bytes(1, 'i'), number(2, true), message(3, bytes(1, 'x')), entry(5, 'a', '1')),
    ],
    [
      { type: 'invokeResponse', invocationId: 'i', outcome: { reply: undefined } },
      message(5, bytes(1, 'i'), number(2, true)),
    ],
    [
      { type: 'invokeResponse', invocationId: 'i', outcome: { error: failed } },
      message(5, bytes(1, 'i'), message(4, bytes(1, 'Forbidden'), bytes(2, 'no'))),
    ],
    [{ type: 'streamAck', streamId: 's', expectedSequenceId: 1 }, message(6, bytes(1, 's'), number(2, 1))],
    [
      { type: 'streamNack', streamId: 's', name: 'InvalidSequenceId', message: 'm', expectedSequenceId: 2 },
      message(7, bytes(1, 's'), bytes(2, 'InvalidSequenceId'), bytes(3, 'm'), number(4, 2)),
    ],
    [{ type: 'streamClosed', streamId: 's' }, message(8, bytes(1, 's'))],
    [
      { type: 'streamClosed', streamId: 's', error: failed },
      message(8, bytes(1, 's'), message(2, bytes(1, 'Forbidden'), bytes(2, 'no'))),
    ],
    [
      { type: 'groupStateUpdate', group: 'g', items: [item], sequenceId: 1 },
      message(
        ...([9, bytes(1, 'g')] as const),
        message(2, bytes(1, 'c'), bytes(2, 'u'), message(3, entry(1, 'a', '1')), number(4, 1_700_000_000_000)),
        number(3, 1),
      ),
    ],
    [
      { type: 'groupStateSnapshot', group: 'g', items: [{ connectionId: 'c', userId: undefined, updatedAt: 1 }] },
      message(10, bytes(1, 'g'), message(2, bytes(1, 'c'), number(4, 1))),
    ],
  ];
  for (const [frame, written] of frames) {
    it(`is ${written.toString('hex')} for ${frame.type}`, () => expect(write(frame)).to.equal(written.toString('hex')));
  }

  it('has U+FFFD where half a character came from a client of JSON', () => {
    const frame = {
      type: 'message',
      from: 'group',
      group: '\ud800',
      message: { dataType: 'text', data: 'a\udc00' },
    } as const;
    const broken = Buffer.from('efbfbd', 'hex');
    const data = message(3, bytes(1, Buffer.concat([Buffer.from('a'), broken])));
    expect(write(frame)).to.equal(message(2, bytes(1, 'group'), bytes(2, broken), data).toString('hex'));
  });
});

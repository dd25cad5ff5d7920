import { expect } from 'chai';
import type { ServerFrame } from '../../lib/protocol/frames.js';
import { formatServerFrame, parseClientFrame } from '../../lib/protocol/json-frames.js';

describe('a client frame of the JSON subprotocol', () => {
  it('is read with its ackId, to the largest uint64', () => {
    expect(parseClientFrame('{"type":"joinGroup","group":"g","ackId":18446744073709551615}')).to.deep.equal({
      type: 'joinGroup',
      group: 'g',
      ackId: 18446744073709551615n,
    });
  });

  it('keeps JSON data as it was written, and takes data without dataType for JSON', () => {
    expect(parseClientFrame('{"type":"sendToGroup","group":"g","data":{"n": 1.0}}')).to.deep.equal({
      type: 'sendToGroup',
      group: 'g',
      noEcho: false,
      message: { dataType: 'json', data: '{"n": 1.0}' },
    });
  });

  it('carries bytes as base64', () => {
    const frame = parseClientFrame('{"type":"event","event":"e","dataType":"binary","data":"AQI="}');
    expect(frame).to.have.deep.property('message', { dataType: 'binary', data: Buffer.from([1, 2]) });
  });

  it('is refused when a field does not fit', () => {
    const bad = [
      'x',
      '{"type":"other"}',
      '{"group":"g"}',
      '{"type":"joinGroup"}',
      '{"type":"joinGroup","group":" "}',
      '{"type":"joinGroup","group":"g","ackId":-1}',
      '{"type":"joinGroup","group":"g","ackId":"1"}',
      '{"type":"joinGroup","group":"g","ackId":18446744073709551616}',
      '{"type":"sendToGroup","group":"g","data":null}',
      '{"type":"sendToGroup","group":"g","dataType":"text","data":1}',
      '{"type":"sendToGroup","group":"g","dataType":"binary","data":"?"}',
      '{"type":"sendToGroup","group":"g","dataType":"xml","data":"x"}',
      '{"type":"sendToGroup","group":"g","data":1,"noEcho":null}',
      '{"type":"sendToGroup","group":"g","data":1,"ttlSeconds":301}',
      '{"type":"event","event":"1event","data":1}',
      '{"type":"sequenceAck"}',
    ];
    expect(bad.filter((text) => !('problem' in parseClientFrame(text)))).to.deep.equal([]);
  });

  it('is refused by name when it belongs to a later protocol', () => {
    expect(parseClientFrame('{"type":"invoke","invocationId":"1"}')).to.have.property('unsupported', 'invoke');
    expect(parseClientFrame('{"type":"sendToGroup","group":"g","stream":{"streamId":"s"}}')).to.have.property(
      'unsupported',
      'stream',
    );
  });
});

describe('a server frame of the JSON subprotocol', () => {
  const rows: readonly (readonly [ServerFrame, string])[] = [
    [
      { type: 'connected', connectionId: 'c', userId: undefined },
      '{"type":"system","event":"connected","userId":null,"connectionId":"c"}',
    ],
    [
      { type: 'connected', connectionId: 'c', userId: 'u', reconnectionToken: 't' },
      '{"type":"system","event":"connected","userId":"u","connectionId":"c","reconnectionToken":"t"}',
    ],
    [{ type: 'disconnected', message: 'bye' }, '{"type":"system","event":"disconnected","message":"bye"}'],
    [{ type: 'ack', ackId: 2n ** 64n - 1n }, '{"type":"ack","ackId":18446744073709551615,"success":true}'],
    [
      { type: 'ack', ackId: 1n, error: { name: 'Forbidden', message: 'no' } },
      '{"type":"ack","ackId":1,"success":false,"error":{"name":"Forbidden","message":"no"}}',
    ],
    [{ type: 'pong' }, '{"type":"pong"}'],
    [
      { type: 'message', from: 'server', message: { dataType: 'json', data: '{"n": 1.0}' } },
      '{"type":"message","from":"server","dataType":"json","data":{"n": 1.0}}',
    ],
    [
      { type: 'message', from: 'group', group: 'g', message: { dataType: 'text', data: 'x' }, sequenceId: 3 },
      '{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"text","data":"x","sequenceId":3}',
    ],
    [
      {
        type: 'message',
        from: 'server',
        message: { dataType: 'text', data: 'x', metadata: { a: '"1"' } },
        sequenceId: 1,
      },
      '{"type":"message","from":"server","dataType":"text","data":"x","metadata":{"a":"\\"1\\""},"sequenceId":1}',
    ],
    [
      {
        type: 'message',
        from: 'group',
        group: 'g',
        fromUserId: 'u',
        message: { dataType: 'binary', data: Buffer.from([1, 2]) },
      },
      '{"type":"message","from":"group","group":"g","fromUserId":"u","dataType":"binary","data":"AQI="}',
    ],
  ];
  for (const [frame, text] of rows) {
    it(`is ${text}`, () => {
      expect(formatServerFrame(frame)).to.equal(text);
    });
  }
});

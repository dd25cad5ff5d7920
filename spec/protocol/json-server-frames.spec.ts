import { expect } from 'chai';
import type { ServerFrame } from '../../lib/protocol/frames.js';
import { formatServerFrame } from '../../lib/protocol/json-server-frames.js';

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
      {
        ...{ type: 'message', from: 'server', sequenceId: 3 },
        message: { dataType: 'text', data: 'x', metadata: { trace: 'a' } },
      },
      '{"type":"message","from":"server","dataType":"text","data":"x","metadata":{"trace":"a"},"sequenceId":3}',
    ],
    [
      { type: 'message', from: 'group', group: 'g', message: { dataType: 'text', data: 'x' }, sequenceId: 3 },
      '{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"text","data":"x","sequenceId":3}',
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
    [
      {
        ...{
          type: 'message',
          from: 'group',
          group: 'g',
          message: { dataType: 'text', data: '', metadata: { a: 'b' } },
        },
        stream: { streamId: 's', streamSequenceId: 2, endOfStream: true, error: { name: 'UserError', message: 'm' } },
        sequenceId: 3,
      },
      '{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"text","data":"","metadata":{"a":"b"},' +
        '"stream":{"streamId":"s","streamSequenceId":2,"endOfStream":true,"error":{"name":"UserError","message":"m"}},"sequenceId":3}',
    ],
    [
      { type: 'invokeResponse', invocationId: '1', outcome: { reply: { dataType: 'json', data: '{"n": 1.0}' } } },
      '{"type":"invokeResponse","invocationId":"1","success":true,"dataType":"json","data":{"n": 1.0}}',
    ],
    [
      { type: 'invokeResponse', invocationId: '1', outcome: { reply: undefined } },
      '{"type":"invokeResponse","invocationId":"1","success":true}',
    ],
    [
      { type: 'invokeResponse', invocationId: '1', outcome: { error: { name: 'NotFound', message: 'no' } } },
      '{"type":"invokeResponse","invocationId":"1","success":false,"error":{"name":"NotFound","message":"no"}}',
    ],
    [
      { type: 'streamAck', streamId: 's', expectedSequenceId: 1 },
      '{"type":"streamAck","streamId":"s","expectedSequenceId":1}',
    ],
    [
      { type: 'streamNack', streamId: 's', name: 'InvalidSequenceId', message: 'm', expectedSequenceId: 2 },
      '{"type":"streamNack","streamId":"s","name":"InvalidSequenceId","message":"m","expectedSequenceId":2}',
    ],
    [{ type: 'streamClosed', streamId: 's' }, '{"type":"streamClosed","streamId":"s"}'],
    [
      { type: 'streamClosed', streamId: 's', error: { name: 'IdleTimeout', message: 'm' } },
      '{"type":"streamClosed","streamId":"s","error":{"name":"IdleTimeout","message":"m"}}',
    ],
    [
      {
        ...{ type: 'groupStateSnapshot', group: 'g' },
        items: [{ connectionId: 'c', userId: undefined, state: { k: 'v' }, updatedAt: 5 }],
      },
      '{"type":"groupStateSnapshot","group":"g","items":[{"connectionId":"c","state":{"k":"v"},"updatedAt":5}]}',
    ],
    [
      {
        ...{ type: 'groupStateUpdate', group: 'g', sequenceId: 4 },
        items: [{ connectionId: 'c', userId: 'u', updatedAt: 5 }],
      },
      '{"type":"groupStateUpdate","group":"g","items":[{"connectionId":"c","userId":"u","updatedAt":5}],"sequenceId":4}',
    ],
  ];
  for (const [frame, text] of rows) {
    it(`is ${text}`, () => {
      expect(formatServerFrame(frame)).to.equal(text);
    });
  }
});

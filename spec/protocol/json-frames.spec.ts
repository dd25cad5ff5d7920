import { expect } from 'chai';
import fc from 'fast-check';
import { parseClientFrame } from '../../lib/protocol/json-frames.js';

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

  const invocation = { type: 'invoke', invocationId: '1', event: 'e' };
  const nothing = { dataType: 'text', data: '' };
  const rows: readonly (readonly [string, object])[] = [
    ['{"type":"invoke","invocationId":"1","target":"event","event":"e"}', { ...invocation, message: nothing }],
    [
      '{"type":"invoke","invocationId":"1","event":"e","dataType":"json","data":[1]}',
      { ...invocation, message: { dataType: 'json', data: '[1]' } },
    ],
    ['{"type":"cancelInvocation","invocationId":"1"}', { type: 'cancelInvocation', invocationId: '1' }],
    [
      '{"type":"sendToGroup","group":"g","noEcho":true,"stream":{"streamId":"s","idleTimeoutMs":5}}',
      { type: 'startStream', group: 'g', noEcho: true, streamId: 's', idleTimeoutMs: 5 },
    ],
    ['{"type":"streamData","streamId":"s"}', { type: 'streamData', streamId: 's' }],
    [
      '{"type":"streamData","streamId":"s","streamSequenceId":2,"dataType":"text","data":"x"}',
      { type: 'streamData', streamId: 's', part: { sequenceId: 2, message: { dataType: 'text', data: 'x' } } },
    ],
    ['{"type":"streamEnd","streamId":"s"}', { type: 'streamEnd', streamId: 's' }],
    [
      '{"type":"streamEnd","streamId":"s","error":{"message":"m","userErrorCode":"c"}}',
      { type: 'streamEnd', streamId: 's', error: { message: 'm', userErrorCode: 'c' } },
    ],
    [
      '{"type":"setGroupState","group":"g","ackId":1,"state":{"k":"v"}}',
      { type: 'setGroupState', group: 'g', ackId: 1n, state: { k: 'v' } },
    ],
    ['{"type":"setGroupState","group":"g"}', { type: 'setGroupState', group: 'g' }],
    ['{"type":"subscribeGroupState","group":"g"}', { type: 'subscribeGroupState', group: 'g' }],
    ['{"type":"unsubscribeGroupState","group":"g"}', { type: 'unsubscribeGroupState', group: 'g' }],
    [
      '{"type":"event","event":"e","metadata":{"A":"b"}}',
      { type: 'event', event: 'e', message: { ...nothing, metadata: { A: 'b' } } },
    ],
  ];
  for (const [text, frame] of rows) {
    it(`may be ${text}`, () => {
      expect(parseClientFrame(text)).to.deep.equal(frame);
    });
  }

  it('of the newest protocol is refused when a field does not fit', () => {
    const bad = [
      '{"type":"invoke","event":"e"}',
      '{"type":"invoke","invocationId":"","event":"e"}',
      '{"type":"invoke","invocationId":"1"}',
      '{"type":"invoke","invocationId":"1","target":"group","event":"e"}',
      '{"type":"cancelInvocation"}',
      '{"type":"sendToGroup","group":"g","stream":"s"}',
      '{"type":"sendToGroup","group":"g","stream":{}}',
      '{"type":"sendToGroup","group":"g","stream":{"streamId":"s","idleTimeoutMs":"1"}}',
      '{"type":"sendToGroup","group":"g","stream":{"streamId":"s"},"data":1}',
      '{"type":"streamData"}',
      '{"type":"streamData","streamId":"s","streamSequenceId":1}',
      '{"type":"streamData","streamId":"s","dataType":"text","data":"x"}',
      '{"type":"streamData","streamId":"s","streamSequenceId":-1,"data":1}',
      '{"type":"streamEnd","streamId":"s","error":"x"}',
      '{"type":"streamEnd","streamId":"s","error":{"message":1}}',
      '{"type":"setGroupState","group":"g","state":{"k":1}}',
      '{"type":"setGroupState","group":"g","state":["k"]}',
      '{"type":"event","event":"e","data":1,"metadata":{"a":1}}',
      '{"type":"event","event":"e","data":1,"metadata":{"a":"1","a":"2"}}',
    ];
    expect(bad.filter((text) => !('problem' in parseClientFrame(text)))).to.deep.equal([]);
  });

  it('is a frame or a problem for every text, and nothing is thrown', () => {
    const word = fc.constantFrom(
      'type',
      'event',
      'group',
      'ackId',
      'dataType',
      'data',
      'json',
      'joinGroup',
      'invoke',
      'streamId',
    );
    const value = fc.oneof(fc.jsonValue(), word, fc.integer(), fc.constant(null));
    const object = fc.dictionary(word, value).map((members) => JSON.stringify({ type: 'event', ...members }));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), object), (text) => {
        const frame = parseClientFrame(text);
        expect('problem' in frame ? typeof frame.problem : typeof frame.type).to.equal('string');
      }),
      { numRuns: 1000 },
    );
  });
});

import { expect } from 'chai';
import { describeFrame } from '../../../lib/cli/client/describe-frame.js';

const describeIt = (frame: object) => describeFrame({ ...frame }, (colour, text) => `<${colour}>${text}`);

describe('a frame for people', () => {
  for (const [frame, line] of [
    [{ type: 'message', from: 'server', dataType: 'json', data: { a: 1 } }, '<cyan>server: json {"a":1}'],
    [
      { type: 'message', from: 'group', group: 'g', fromUserId: null, dataType: 'binary', data: 'AQI=' },
      '<cyan>g (anonymous): binary (2 bytes) AQI=',
    ],
    [{ type: 'ack', ackId: 1, success: true }, '<grey>ack 1'],
    [
      { type: 'ack', ackId: 1, success: false, error: { name: 'Forbidden', message: 'no' } },
      '<red>ack 1 Forbidden: no',
    ],
    [
      { type: 'system', event: 'connected', connectionId: 'c', userId: null },
      '<green>connected as an anonymous client, connection c',
    ],
    [{ type: 'system', event: 'disconnected', message: 'bye\u001b' }, String.raw`<yellow>disconnected bye\u001b`],
    [{ type: 'pong' }, '<grey>{"type":"pong"}'],
  ] as const) {
    it(`is a line: ${line}`, () => {
      expect(describeIt(frame)).to.equal(line);
    });
  }
});

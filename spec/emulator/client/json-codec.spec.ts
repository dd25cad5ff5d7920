import { expect } from 'chai';
import { createJsonCodec } from '../../../lib/emulator/client/json-codec.js';

describe('the JSON codec', () => {
  it('reads frames from text and from bytes', () => {
    const { decode } = createJsonCodec();
    expect(decode(Buffer.from('{"type":"ping"}'), false)).to.deep.equal({ type: 'ping' });
    expect(decode(Buffer.from('{"type":"ping"}'), true)).to.deep.equal({ type: 'ping' });
  });

  it('closes with 1007 on what it cannot read, bytes that are no UTF-8 included', () => {
    const { decode } = createJsonCodec();
    for (const bytes of [Buffer.from('{'), Buffer.from([0xff]), Buffer.from('')]) {
      expect(decode(bytes, true)).to.deep.equal({
        code: 1007,
        reason: 'The client message is not a valid JSON protocol message.',
      });
    }
  });

  it('may close on a binary frame, and after an event that failed', () => {
    const { decode, closingAfter } = createJsonCodec({ failedEvent: 'close', binaryJson: 'close' });
    const reason = 'The JSON subprotocol requires text messages.';
    expect(decode(Buffer.from('{"type":"ping"}'), true)).to.deep.equal({ code: 1003, reason });
    expect(closingAfter('event')).to.deep.equal({ code: 1011, reason: 'Internal server error' });
    expect([closingAfter('joinGroup'), createJsonCodec().closingAfter('event')]).to.deep.equal([undefined, undefined]);
  });

  it('writes one message to many once', () => {
    const { encode } = createJsonCodec();
    const frame = { type: 'message', from: 'server', message: { dataType: 'text', data: 'x' } } as const;
    expect(encode(frame)?.data).to.equal(encode(frame)?.data);
  });
});

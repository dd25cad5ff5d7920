import { expect } from 'chai';
import { createProtobufCodec } from '../../../../lib/emulator/client/protobuf/protobuf-codec.js';
import { bytes, message } from '../../../support/protobuf-wire.js';

const json = { type: 'message', from: 'server', message: { dataType: 'json', data: '1' } } as const;

describe('the protobuf codec', () => {
  it('reads frames from bytes, and closes with 1003 on a text', () => {
    const { decode } = createProtobufCodec();
    expect(decode(message(9), true)).to.deep.equal({ type: 'ping' });
    const reason = 'The protobuf.webpubsub.azure.v1 subprotocol requires binary messages.';
    expect(decode(message(9), false)).to.deep.equal({ code: 1003, reason });
  });

  it('closes with 1007 on what it cannot read', () => {
    const { decode } = createProtobufCodec();
    const reason = 'The client message is not a valid protobuf.webpubsub.azure.v1 protocol message.';
    for (const bad of [Buffer.alloc(0), Buffer.from([0xff]), message(6)]) {
      expect(decode(bad, true)).to.deep.equal({ code: 1007, reason });
    }
  });

  it('writes bytes, one message to many once', () => {
    const { encode } = createProtobufCodec();
    expect(encode(json)).to.deep.equal({
      data: new Uint8Array(message(2, bytes(1, 'server'), message(3, bytes(4, '1')))),
      isBinary: true,
    });
    expect(encode(json)?.data).to.equal(encode(json)?.data);
  });

  it('may write JSON as a text, and close after an event that failed', () => {
    const { encode, closingAfter } = createProtobufCodec({
      protobufJson: 'textData',
      failedEvent: 'close',
    });
    const written = message(2, bytes(1, 'server'), message(3, bytes(1, '1')));
    expect(encode(json)?.data).to.deep.equal(new Uint8Array(written));
    expect(closingAfter('event')).to.deep.equal({ code: 1011, reason: 'Internal server error' });
  });
});

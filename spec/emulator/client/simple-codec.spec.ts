import { expect } from 'chai';
import { createSimpleCodec, readSimpleMode } from '../../../lib/emulator/client/simple-codec.js';

const modeOf = (query: string) => readSimpleMode(new URLSearchParams(query));

describe('the mode of a simple client', () => {
  it('is sendEvent without a word, and group means nothing then', () => {
    for (const query of ['', 'webpubsub_mode=', 'webpubsub_mode=SendEvent&group=%20&noEcho=x']) {
      expect(modeOf(query)).to.deep.equal({ mode: 'sendEvent' });
    }
  });

  it('is sendToGroup with a group, the last value of each', () => {
    const query = 'webpubsub_mode=x&webpubsub_mode=sendtogroup&group=a&group=b&noEcho=TRUE';
    expect(modeOf(query)).to.deep.equal({ mode: 'sendToGroup', group: 'b', noEcho: true });
  });

  it('is refused by name otherwise', () => {
    const queries = ['webpubsub_mode=x', 'webpubsub_mode=sendToGroup', 'webpubsub_mode=sendToGroup&group=g&noEcho=1'];
    expect(queries.every((query) => 'problem' in modeOf(query))).to.equal(true);
  });
});

describe('the codec of simple clients', () => {
  it('makes every message the event message, or one to the group', () => {
    const event = createSimpleCodec({ mode: 'sendEvent' });
    const toGroup = createSimpleCodec({ mode: 'sendToGroup', group: 'g', noEcho: true });
    const message = { dataType: 'text', data: 'x' };
    expect(event.decode(Buffer.from('x'), false)).to.deep.equal({ type: 'event', event: 'message', message });
    expect(toGroup.decode(Buffer.from('x'), false)).to.deep.equal({
      type: 'sendToGroup',
      group: 'g',
      noEcho: true,
      message,
    });
  });

  it('writes messages without an envelope, and nothing else at all', () => {
    const { encode } = createSimpleCodec({ mode: 'sendEvent' });
    const message = (dataType: 'text' | 'json' | 'binary', data: string | Buffer) =>
      encode({ type: 'message', from: 'server', message: { dataType, data } });
    expect([message('text', 'x'), message('json', '"x"'), message('binary', Buffer.from('x'))]).to.deep.equal([
      { data: 'x', isBinary: false },
      { data: '"x"', isBinary: false },
      { data: Buffer.from('x'), isBinary: true },
    ]);
    expect(encode({ type: 'connected', connectionId: 'c', userId: 'u' })).to.equal(undefined);
    expect(encode({ type: 'disconnected', message: 'x' })).to.equal(undefined);
  });
});

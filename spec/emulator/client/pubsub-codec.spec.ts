import { expect } from 'chai';
import { closingAfterFailed, writingOnce } from '../../../lib/emulator/client/pubsub-codec.js';

describe('what codecs of PubSub clients share', () => {
  it('writes a frame once, and every frame of its own', () => {
    let written = 0;
    const write = writingOnce(() => Buffer.from([(written += 1)]));
    const pong = { type: 'pong' } as const;
    expect([write(pong), write(pong), write({ type: 'pong' })].map(([byte]) => byte)).to.deep.equal([1, 1, 2]);
  });

  it('closes after a failed event alone, where that is wanted', () => {
    const closing = closingAfterFailed({ failedEvent: 'close' });
    expect(closing('event')).to.deep.equal({ code: 1011, reason: 'Internal server error' });
    expect([closing('joinGroup'), closingAfterFailed({ failedEvent: 'ack' })('event')]).to.deep.equal([
      undefined,
      undefined,
    ]);
  });
});

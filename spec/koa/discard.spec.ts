import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { discardRest } from '../../lib/koa/discard.js';

const asRequest = (stream: PassThrough): IncomingMessage => stream as unknown as IncomingMessage;

describe('what is left of a request', () => {
  it('is read to its end', async () => {
    const stream = new PassThrough();
    stream.end(Buffer.alloc(1_000_000));
    await discardRest(asRequest(stream));
    expect(stream.readableEnded).to.equal(true);
  });

  it('is not waited for when nothing more comes', async () => {
    const stream = new PassThrough();
    stream.write('x');
    await discardRest(asRequest(stream));
    expect(stream.listenerCount('data')).to.equal(0);
  });

  it('does not matter when the peer goes', async () => {
    const stream = new PassThrough();
    const discarded = discardRest(asRequest(stream));
    stream.destroy(new Error('aborted'));
    await discarded;
    expect(stream.destroyed).to.equal(true);
  });
});

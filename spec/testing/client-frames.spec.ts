import { expect } from 'chai';
import { frameContent, readFrameContent } from '../../lib/testing/client-frames.js';

describe('what a frame of a test carries', () => {
  it('comes back as it was given', () => {
    for (const data of ['text', { a: 1 }, null, Buffer.from([1, 2])]) {
      expect(readFrameContent(frameContent(data)).data).to.deep.equal(data);
    }
  });

  it('is text, bytes or JSON', () => {
    expect(['', new Uint8Array(1), [1]].map((data) => frameContent(data)['dataType'])).to.deep.equal([
      ...['text', 'binary', 'json'],
    ]);
  });
});

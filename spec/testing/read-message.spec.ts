import { expect } from 'chai';
import { readMessage } from '../../lib/testing/read-message.js';

describe('a message as a test compares it', () => {
  it('is JSON as its value, text as a string, bytes as a Buffer', () => {
    const bytes = Uint8Array.of(104, 105);
    expect(readMessage({ dataType: 'json', data: '[1]' })).to.deep.equal({ dataType: 'json', data: [1] });
    expect(readMessage({ dataType: 'text', data: bytes })).to.deep.equal({ dataType: 'text', data: 'hi' });
    expect(readMessage({ dataType: 'binary', data: bytes })).to.deep.equal({
      dataType: 'binary',
      data: Buffer.from('hi'),
    });
  });
});

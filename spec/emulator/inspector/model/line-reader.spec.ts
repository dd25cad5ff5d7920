import { expect } from 'chai';
import { LineReader } from '../../../../lib/emulator/inspector/model/line-reader.js';

describe('the reader of lines', () => {
  it('puts pieces together, whatever the network cut', () => {
    const reader = new LineReader();
    const bytes = Buffer.from('one\n\ntwö\nthree');
    const pieces = [bytes.subarray(0, 2), bytes.subarray(2, 8), bytes.subarray(8)];
    expect(pieces.map((piece) => reader.read(piece))).to.deep.equal([[], ['one'], ['twö']]);
  });
});

import { expect } from 'chai';
import { copyOf } from '../../lib/testing/copy.js';

describe('the copy of an item', () => {
  it('keeps what it said, of literals, lists and bytes', () => {
    const item = { message: { list: [1] }, bytes: Buffer.from('a'), view: new Uint8Array([1, 2]).subarray(1) };
    const copy = copyOf(item);
    item.message.list.push(2);
    item.bytes[0] = 0;
    item.view[0] = 0;
    expect(copy).to.deep.equal({ message: { list: [1] }, bytes: Buffer.from('a'), view: new Uint8Array([2]) });
  });

  it('has what has a meaning of its own as it is', () => {
    const date = new Date(0);
    expect(copyOf({ date })).to.have.property('date', date);
  });
});

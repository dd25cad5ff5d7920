import { expect } from 'chai';
import { readDisputed } from '../../lib/emulator/disputed.js';

const read = (value: unknown) => readDisputed(value, 'disputed');

describe('what is disputed', () => {
  it('is decided as recorded traffic and the clients want it, unless told otherwise', () => {
    const usual = { failedEvent: 'ack', binaryJson: 'read', protobufJson: 'jsonData', encodedSlash: 'decode' };
    expect(read({})).to.deep.equal(usual);
    for (const other of [
      { failedEvent: 'close' },
      { binaryJson: 'close' },
      { protobufJson: 'textData' },
      { encodedSlash: 'keep' },
    ]) {
      expect(read(other)).to.deep.equal({ ...usual, ...other });
    }
  });

  it('has only the ways that there are', () => {
    expect(() => read({ failedEvent: 'drop' })).to.throw('disputed.failedEvent is neither "ack" nor "close".');
    expect(() => read({ other: 1 })).to.throw(
      'disputed.other is unknown. It takes failedEvent, binaryJson, protobufJson, encodedSlash.',
    );
  });
});

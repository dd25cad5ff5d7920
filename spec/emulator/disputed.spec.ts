import { expect } from 'chai';
import { readDisputed } from '../../lib/emulator/disputed.js';

const read = (value: unknown) => readDisputed(value, 'disputed');

describe('what is disputed', () => {
  it('is decided as recorded traffic and the clients want it, unless told otherwise', () => {
    expect(read({})).to.deep.equal({ failedEvent: 'ack', binaryJson: 'read' });
    expect(read({ failedEvent: 'close' })).to.deep.equal({ failedEvent: 'close', binaryJson: 'read' });
    expect(read({ binaryJson: 'close' })).to.deep.equal({ failedEvent: 'ack', binaryJson: 'close' });
  });

  it('has only the ways that there are', () => {
    expect(() => read({ failedEvent: 'drop' })).to.throw('disputed.failedEvent is neither "ack" nor "close".');
    expect(() => read({ other: 1 })).to.throw('disputed.other is unknown. It takes failedEvent, binaryJson.');
  });
});

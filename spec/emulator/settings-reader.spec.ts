import { expect } from 'chai';
import { readArray, readInteger, readObject, readText } from '../../lib/emulator/settings-reader.js';

describe('the reader of settings', () => {
  it('names a key by its path, and what may stand there', () => {
    expect(() => readObject({ b: 1 }, 'x', ['a'])).to.throw('Emulator setting x.b is unknown. It takes a.');
    expect(() => readObject({ b: 1 }, '', ['a'])).to.throw('Emulator setting b is unknown.');
  });

  it('tells what the service has and the emulator has not from what nobody has', () => {
    expect(() => readObject({ b: 1 }, 'x', ['a'], ['b'])).to.throw('x.b is not supported by the emulator yet.');
  });

  it('says what it found', () => {
    const problems = [undefined, null, [], 1].map((value) => {
      try {
        return readText(value, 'x', 'text');
      } catch (error) {
        return String(error).replace(/.*x is (.*) instead.*/, '$1');
      }
    });
    expect(problems).to.deep.equal(['missing', 'null', 'an array', 'of type number']);
  });

  it('returns what is right', () => {
    expect([readArray([1], 'x', 'y'), readInteger(1, 'x', 1, 1), readText('', 'x', 'y')]).to.deep.equal([[1], 1, '']);
  });
});

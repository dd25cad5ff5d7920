import { expect } from 'chai';
import fc from 'fast-check';
import { readTokens } from '../../../../lib/emulator/broker/filter/lexer.js';

const words = (filter: string) => readTokens(filter).map(({ kind, text, end }) => `${kind} ${text} ${end}`);

describe('the words of a filter', () => {
  it('are names, texts, integers and symbols, each with its end', () => {
    expect(words(" userId in('O''Brien',-12 )")).to.deep.equal([
      'name userId 7',
      'name in 10',
      'symbol ( 11',
      "text O'Brien 21",
      'symbol , 22',
      'integer -12 25',
      'symbol ) 27',
      'end  27',
    ]);
  });

  it('are integers of 32 bits alone; longer ones, decimals and dates are words', () => {
    const kinds = ['2147483647', '-2147483648', '+1', '2147483648', '1.5', '2020-01-01', '1e3', '- 1'].map(
      (text) => readTokens(text)[0]?.kind,
    );
    const [integer, name] = ['integer', 'name'];
    expect(kinds).to.deep.equal([integer, integer, integer, name, name, integer, name, 'unknown']);
  });

  it('are unknown where nothing like them is in the language, as a text without an end', () => {
    expect(words("a>'b''")).to.deep.equal(['name a 1', 'unknown > 2', "unknown 'b'' 6", 'end  6']);
  });

  it('cover everything but space, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (filter) => {
        const ends = readTokens(filter).map(({ end }) => end);
        expect(ends).to.deep.equal([...ends].sort((left, right) => left - right));
        expect(ends.at(-1)).to.equal(filter.length);
      }),
    );
  });
});

import { expect } from 'chai';
import { visible, visibleWord } from '../../../../lib/emulator/inspector/model/visible.js';

describe('a text of somebody else', () => {
  for (const [text, shown] of [
    ['plain ä 😀 👩‍🚀', 'plain ä 😀 👩‍🚀'],
    ['a\0b', 'a␀b'],
    ['\x1b[31mred', '␛[31mred'],
    ['a\x7f\r', 'a␡␍'],
    ['\x9b31m', '[U+009B]31m'],
    ['ann\u202egpj.exe', 'ann[U+202E]gpj.exe'],
    ['\u2066x\u2069\u200f', '[U+2066]x[U+2069][U+200F]'],
    ['two\n\tlines', 'two\n\tlines'],
  ] as const) {
    it(`${JSON.stringify(text)} is seen as ${JSON.stringify(shown)}`, () => {
      expect(visible(text)).to.equal(shown);
    });
  }

  it('is one line as a word, and leaves its neighbours where they are', () => {
    expect(visibleWord('a\n\tb')).to.equal('a␊␉b');
    expect(visibleWord('שלום')).to.equal('\u2068שלום\u2069');
    expect(visibleWord('\u2069שלום')).to.equal('\u2068[U+2069]שלום\u2069');
  });
});

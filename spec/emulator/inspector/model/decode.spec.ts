import { expect } from 'chai';
import { decode, preview } from '../../../../lib/emulator/inspector/model/decode.js';

const bytes = Buffer.from('some bytes, and\x00more').toString('base64');

describe('a message on the page', () => {
  it('is JSON in lines', () => {
    expect(decode({ dataType: 'json', data: '{"a":[1]}' }).text).to.equal('{\n  "a": [\n    1\n  ]\n}');
  });

  it('is text as it is, and JSON too that is none or was cut', () => {
    expect(decode({ dataType: 'text', data: ' a\n' })).to.deep.equal({ type: 'text', text: ' a\n', isCut: false });
    expect(decode({ dataType: 'json', data: '{"a' }).text).to.equal('{"a');
    expect(decode({ dataType: 'json', data: '[1]', isCut: true })).to.include({ text: '[1]', isCut: true });
  });

  it('is a table of bytes', () => {
    expect(decode({ dataType: 'binary', data: bytes }).text).to.equal(
      [
        '000000  73 6f 6d 65 20 62 79 74 65 73 2c 20 61 6e 64 00  some bytes, and.',
        '000010  6d 6f 72 65                                      more',
      ].join('\n'),
    );
  });

  it('is one line in a list', () => {
    expect(preview({ dataType: 'text', data: ' one\n\ttwo ' })).to.equal('one two');
    expect(preview({ dataType: 'text', data: 'x'.repeat(9) }, 4)).to.equal('xxxx…');
    expect(preview({ dataType: 'binary', data: bytes })).to.equal('20 bytes');
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { metadataHeaders, readMetadata, toFrameMetadata } from '../../lib/protocol/message-metadata.js';

const read = (value: unknown): unknown => {
  const reading = readMetadata(value);
  return 'problem' in reading ? reading.problem : { ...reading.metadata };
};

describe('metadata of a message', () => {
  it('has its names in lower case', () => {
    expect(read({ TraceParent: '00-1-2-01', b: '' })).to.deep.equal({ traceparent: '00-1-2-01', b: '' });
  });

  it('is a copy of own keys, whatever they are called', () => {
    const own = JSON.parse('{"__proto__":"a"}') as object;
    const reading = readMetadata(Object.setPrototypeOf(own, { inherited: 'b' }));
    expect('metadata' in reading && Object.entries(reading.metadata)).to.deep.equal([['__proto__', 'a']]);
  });

  it('may have every character that a name of a header may have', () => {
    const name = "!#$%&'*+-.^_`|~09az";
    expect(read({ [name]: 'a' })).to.deep.equal({ [name]: 'a' });
  });

  it('may have every printable character of ASCII, spaces and tabs between', () => {
    const text = Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index)).join('');
    expect(read({ a: `${text} \t${text}` })).to.deep.equal({ a: `${text} \t${text}` });
  });

  it('goes up to its limits', () => {
    const full = Object.fromEntries(Array.from('abcdefgh', (name) => [name, 'x'.repeat(1_023)]));
    expect(read({ ['n'.repeat(256)]: 'x'.repeat(1_024) })).to.be.an('object');
    expect(read(full)).to.be.an('object');
    expect(read({ ...full, a: 'x'.repeat(1_024) })).to.equal('8193 characters long');
  });

  for (const [what, value, problem] of [
    ['nothing', undefined, 'no object of texts'],
    ['null', null, 'no object of texts'],
    ['a text', 'a', 'no object of texts'],
    ['a list', ['a'], 'no object of texts'],
    ['a Map', new Map([['a', 'b']]), 'no object of texts'],
    ['bytes', Buffer.from('a'), 'no object of texts'],
    ['an object of numbers', { a: 1 }, 'an object whose "a" is no text'],
    ['an object of what is left out', { a: undefined }, 'an object whose "a" is no text'],
    ['an empty name', { '': 'a' }, 'an object with the name "", which no header can have'],
    ['a name with a space', { 'a b': 'a' }, 'an object with the name "a b", which no header can have'],
    ['a name with a line end', { 'a\n': 'a' }, 'an object with the name "a\\n", which no header can have'],
    ['a name with a colon', { 'a:': 'a' }, 'an object with the name "a:", which no header can have'],
    ['a name beyond ASCII', { ä: 'a' }, 'an object with the name "ä", which no header can have'],
    ['a name that is too long', { ['n'.repeat(257)]: 'a' }, 'an object with a name of 257 characters'],
    ['two names that differ in letter case', { a: '1', A: '2' }, 'an object that has "A" in two letter cases'],
    ['a text that is too long', { a: 'x'.repeat(1_025) }, 'an object whose "a" has 1025 characters'],
  ] as const) {
    it(`is never ${what}`, () => {
      expect(read(value)).to.equal(problem);
    });
  }

  it('is never a text that a header would split, refuse or shorten', () => {
    for (const text of ['a\r\nx-evil: 1', 'a\n', '\na', 'a\0', '\x7f', 'ä', '😀', ' a', 'a ', '\ta', ' ']) {
      expect(read({ a: text }), JSON.stringify(text)).to.equal(
        'an object whose "a" is no text that a header carries unchanged',
      );
    }
  });

  it('stands in headers of its own', () => {
    expect(metadataHeaders({ trace: '1', b: '2' })).to.deep.equal({
      'x-webpubsub-metadata-trace': '1',
      'x-webpubsub-metadata-b': '2',
    });
  });
});

describe('metadata of a frame', () => {
  it('keeps its names as they are spelled', () => {
    expect(toFrameMetadata(Object.entries({ A: '1', a: ' 2 ' }))).to.deep.equal({ A: '1', a: ' 2 ' });
  });

  it('is none where a name is no token, or a text no ASCII', () => {
    const bad = [{ a: 1 }, { a: null }, { '': '1' }, { 'a b': '1' }, { a: '\r\nx: y' }, { a: 'é' }];
    expect(bad.map((metadata) => toFrameMetadata(Object.entries(metadata)))).to.deep.equal(Array(6).fill(undefined));
  });

  it('has names of up to 256 characters, texts of up to 1024, and 8192 in all', () => {
    const metadata = (count: number, name: number, text: number): (readonly [string, string])[] =>
      Array.from({ length: count }, (_, at) => [`${at}`.padEnd(name, 'n'), 'x'.repeat(text)]);
    expect([metadata(1, 257, 1), metadata(1, 1, 1025), metadata(8, 1, 1024)].map(toFrameMetadata)).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect(toFrameMetadata(metadata(8, 1, 1023))).to.be.an('object');
  });

  it('is read the same again, and of any value is taken or not without a throw', () => {
    const name = fc.stringMatching(/^[a-z-]{1,20}$/);
    fc.assert(
      fc.property(fc.dictionary(name, fc.stringMatching(/^[!-~]{0,20}$/), { maxKeys: 5 }), (given) => {
        expect(readMetadata(readMetadata(given))).to.have.property('problem');
        expect(readMetadata(given)).to.deep.equal({ metadata: Object.fromEntries(Object.entries(given)) });
      }),
    );
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const read = readMetadata(value);
        if ('metadata' in read) expect(readMetadata(read.metadata)).to.deep.equal(read);
      }),
    );
  });
});

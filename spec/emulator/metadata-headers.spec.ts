import { expect } from 'chai';
import { readMetadataHeaders } from '../../lib/emulator/metadata-headers.js';

const read = (headers: Readonly<Record<string, readonly string[]>>) =>
  readMetadataHeaders(Object.keys(headers), (name) => headers[name] ?? []);

describe('the headers of metadata', () => {
  it('are those with the prefix and a name behind it', () => {
    expect(read({ 'x-webpubsub-metadata-a': ['1'], 'x-webpubsub-metadata-': ['2'], other: ['3'] })).to.deep.equal({
      metadata: { a: '1' },
    });
    expect(read({ 'x-webpubsub-metadata-': ['2'] })).to.equal(undefined);
  });

  it('have the last value of several lines and of what commas divide', () => {
    expect(read({ 'x-webpubsub-metadata-a': ['1', '2, 3 '], 'x-webpubsub-metadata-b': [''] })).to.deep.equal({
      metadata: { a: '3', b: '' },
    });
  });

  it('have limits, and what is beyond them is told without its text', () => {
    expect(read({ 'x-webpubsub-metadata-a': ['x'.repeat(1025)] })).to.deep.equal({
      problem: 'an object whose "a" has 1025 characters',
    });
    expect(read({ 'x-webpubsub-metadata-a': ['\xe4'] }))
      .to.have.property('problem')
      .that.does.not.include('ä');
  });

  it('may have the names of what every object has', () => {
    expect(read({ 'x-webpubsub-metadata-__proto__': ['1'] })).to.deep.equal({
      metadata: Object.fromEntries([['__proto__', '1']]),
    });
  });
});

import { expect } from 'chai';
import { parseMetadata } from '../../lib/protocol/json-metadata.js';

describe('metadata of a client', () => {
  it('keeps its names as they are spelled', () => {
    expect(parseMetadata('{"A":"1","a":" 2 "}')).to.deep.equal({ A: '1', a: ' 2 ' });
  });

  it('is none where a name stands twice, is no token, or a text no ASCII', () => {
    const bad = ['[]', '"x"', '{"a":1}', '{"a":null}', '{"a":"1","a":"1"}', '{"":"1"}', '{"a b":"1"}'];
    const texts = ['{"a":"\\r\\nx: y"}', '{"a":"é"}'];
    expect([...bad, ...texts].map(parseMetadata)).to.deep.equal(Array(9).fill(undefined));
  });

  it('has names of up to 256 characters, texts of up to 1024, and 8192 in all', () => {
    const metadata = (count: number, name: number, text: number): string =>
      JSON.stringify(
        Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}`.padEnd(name, 'n'), 'x'.repeat(text)])),
      );
    expect([metadata(1, 257, 1), metadata(1, 1, 1025), metadata(8, 1, 1024)].map(parseMetadata)).to.deep.equal(
      Array(3).fill(undefined),
    );
    expect(parseMetadata(metadata(8, 1, 1023))).to.be.an('object');
  });
});

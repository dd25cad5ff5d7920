import { expect } from 'chai';
import { metadataEntries } from '../../lib/protocol/json-metadata.js';

describe('metadata of a frame of JSON', () => {
  it('has its names as they are spelled, and its texts as values', () => {
    expect(metadataEntries('{"A":"1","a":" \\u0032 ","b":3}')).to.deep.equal([
      ['A', '1'],
      ['a', ' 2 '],
      ['b', 3],
    ]);
  });

  it('is none where it is no object, or a name stands twice', () => {
    const bad = ['', '[]', '"x"', '{"a":"1","a":"1"}', '{"a":"1","\\u0061":"2"}'];
    expect(bad.map(metadataEntries)).to.deep.equal(Array(5).fill(undefined));
  });
});

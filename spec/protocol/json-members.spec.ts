import { expect } from 'chai';
import fc from 'fast-check';
import { jsonMembers } from '../../lib/protocol/json-members.js';

describe('the members of a JSON object', () => {
  it('keep their text as it was written', () => {
    const members = jsonMembers(' { "a" : {"n": 1.0, "s":"}\\"]"} , "b":[1, 2],"c":18446744073709551615 } ');
    expect([...(members ?? [])]).to.deep.equal([
      ['a', '{"n": 1.0, "s":"}\\"]"}'],
      ['b', '[1, 2]'],
      ['c', '18446744073709551615'],
    ]);
  });

  it('count once for a name that stands twice, the later one', () => {
    expect(jsonMembers('{"a":1,"\\u0061":2}')?.get('a')).to.equal('2');
  });

  it('are undefined for a name that stands twice, where that is refused', () => {
    expect(jsonMembers('{"a":1,"\\u0061":2}', { isRepeatRefused: true })).to.equal(undefined);
    expect(jsonMembers('{"a":1,"A":2}', { isRepeatRefused: true })?.size).to.equal(2);
  });

  it('are undefined for what is no JSON object', () => {
    const bad = ['', '[1]', 'null', '1', '{"a":1', '{"a":1}}'];
    expect(bad.map((text) => jsonMembers(text))).to.deep.equal(Array(6).fill(undefined));
  });

  it('read back to the same values for any object', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (value, space) => {
        const members = jsonMembers(JSON.stringify(value, null, space)) ?? new Map<string, string>();
        const read = [...members].map(([key, raw]) => `${JSON.stringify(key)}:${JSON.stringify(JSON.parse(raw))}`);
        expect(`{${read.join(',')}}`).to.equal(JSON.stringify(value));
      }),
    );
  });
});

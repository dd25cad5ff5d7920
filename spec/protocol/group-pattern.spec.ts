import { expect } from 'chai';
import fc from 'fast-check';
import { parseGroupPattern } from '../../lib/protocol/group-pattern.js';

describe('a pattern over group names', () => {
  const rows: readonly (readonly [pattern: string, group: string, matches: boolean])[] = [
    ['room.*', 'room.1', true],
    ['room.*', 'room.', true],
    ['room.*', 'room.1.2', false],
    ['room.**', 'room.1.2', true],
    ['ab*', 'ab.cd', false],
    ['ab*', 'ab', true],
    ['ab**', 'ab.cd', true],
    ['**', '', true],
    ['?', 'Ä', true],
    ['Ä*', 'ä1', false],
    ['ab', 'abc', false],
    ['??????', 'abcdef', true],
    ['a?c', 'abc', true],
    ['a?c', 'a.c', false],
    ['a?c', 'ac', false],
    ['a.**.b', 'a..b', true],
    ['a.**.b', 'a.x.y.b', true],
    ['A*', 'a1', false],
    ['*a*a*', 'banana', true],
    ['a\\*b', 'a*b', true],
    ['a\\*b*', 'axb', false],
  ];
  for (const [pattern, group, matches] of rows) {
    it(`${pattern} ${matches ? 'matches' : 'does not match'} ${group}`, () => {
      expect(parseGroupPattern(pattern)?.matches(group)).to.equal(matches);
    });
  }

  it('has at most five stars and escapes only *, ? and \\', () => {
    expect(['******', '', 'a\\b', 'a\\', 'x'.repeat(1025)].map(parseGroupPattern)).to.deep.equal(
      Array(5).fill(undefined),
    );
  });

  it('says when it means one group, and when it means all', () => {
    expect(parseGroupPattern('a\\*b')).to.have.property('literal', 'a*b');
    expect(parseGroupPattern('**')).to.have.property('matchesAll', true);
  });

  it('takes no longer for a pattern made to be slow', () => {
    expect(parseGroupPattern('*a*a*a*a*b')?.matches('a'.repeat(1024))).to.equal(false);
  });

  it('of an escaped name is that name alone, and of any text is taken or not without a throw', () => {
    const name = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom('a', 'b', '.', '*', '?', '\\') });
    const escaped = (text: string) => text.replace(/[*?\\]/g, String.raw`\$&`);
    fc.assert(
      fc.property(name, name, (one, other) => {
        const pattern = parseGroupPattern(escaped(one));
        expect([pattern?.literal, pattern?.matches(one), pattern?.matches(other)]).to.deep.equal([
          one,
          true,
          one === other,
        ]);
        expect(() => parseGroupPattern(one)?.matches(other)).not.to.throw();
      }),
    );
  });

  it('matches what a regular expression of the same meaning matches', () => {
    const piece = fc.constantFrom('a', 'b', '.', '?', '*', '**');
    const pieces = fc.array(piece, { minLength: 1, maxLength: 5 });
    const meaning: Readonly<Record<string, string>> = { '.': '[.]', '?': '[^.]', '*': '[^.]*', '**': '.*' };
    fc.assert(
      fc.property(pieces, fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 }), (written, group) => {
        // Stars that meet are one wildcard.
        const text = written.join('').replace(/\*{2,}/g, '**');
        const pattern = parseGroupPattern(text);
        if (pattern === undefined) return;
        const tokens = text.match(/\*\*|./g) ?? [];
        const expected = new RegExp(`^${tokens.map((token) => meaning[token] ?? token).join('')}$`, 's').test(group);
        expect(pattern.matches(group), `${text} of ${group}`).to.equal(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

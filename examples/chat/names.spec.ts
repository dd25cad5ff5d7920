import { expect } from 'chai';
import { problemOfName, refusalOf } from './names.js';

describe('names', () => {
  for (const name of [
    'Ann',
    'Ann Lovelace',
    'מיכל',
    '👩‍👩‍👧',
    '<img src=x onerror=alert(1)>',
    '123',
    'x'.repeat(32),
    '👩‍👩‍👧'.repeat(16),
  ]) {
    it(`takes ${name}`, () => {
      expect(problemOfName(name)).to.equal(undefined);
    });
  }

  const bad: readonly (readonly [what: string, name: unknown, says: string])[] = [
    ['nothing', undefined, 'one name'],
    ['two names', ['a', 'b'], 'one name'],
    ['an empty name', '', 'that others can see'],
    ['a name of blanks', ' \u3000', 'that others can see'],
    ['an invisible name', '\u200b\u2060', 'that others can see'],
    ['blanks at its end', 'Ann ', 'without blanks'],
    ['a long name', 'x'.repeat(33), 'at most 32'],
    ['a tower of accents', `a${'\u0301'.repeat(200)}`, 'at most 32'],
    ['a line break', 'a\nb', 'control characters'],
    ['a name that turns the line around', 'a\u202eb', 'control characters'],
  ];
  for (const [what, name, says] of bad) {
    it(`refuses ${what}`, () => {
      expect(problemOfName(name)).to.include(says);
    });
  }

  it('knows a banned person by any spelling', () => {
    for (const name of ['mallory', 'MALLORY', 'Ｍallory', 'mal\u200blory'])
      expect(refusalOf(name)).to.include('is banned');
    expect(refusalOf('Mallory Keen')).to.equal(undefined);
  });
});

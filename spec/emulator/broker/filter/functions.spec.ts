import { expect } from 'chai';
import type { FilterValue } from '../../../../lib/emulator/broker/filter/fields.js';
import { functionOf } from '../../../../lib/emulator/broker/filter/functions.js';

describe('the functions of filters', () => {
  const rows: readonly (readonly [string, readonly FilterValue[], FilterValue])[] = [
    ['length', ['abc'], 3],
    ['length', [new Set(['a', 'b'])], 2],
    ['length', [null], null],
    ['tolower', ['ÀB'], 'àb'],
    ['toupper', ['àb'], 'ÀB'],
    ['trim', [' a\t'], 'a'],
    ['trim', [null], null],
    ['contains', ['abc', 'bc'], true],
    ['contains', ['abc', 'B'], false],
    ['contains', [null, 'a'], false],
    ['startswith', ['abc', 'ab'], true],
    ['startswith', ['abc', null], false],
    ['endswith', ['abc', 'bc'], true],
    ['indexof', ['abc', 'c'], 2],
    ['indexof', ['abc', 'x'], -1],
    ['indexof', [null, 'x'], -1],
    ['concat', ['a', 'b'], 'ab'],
    ['concat', [null, 'b'], 'b'],
    ['concat', ['a', null], 'a'],
    ['concat', [null, null], null],
    ['substring', ['abc', 1], 'bc'],
    ['substring', ['abc', 1, 1], 'b'],
    ['substring', ['abc', 3], ''],
    ['substring', ['abc', 4], null],
    ['substring', ['abc', -1], null],
    ['substring', ['abc', 1, 3], null],
    ['substring', ['abc', 1, -1], null],
    ['substring', [null, 0], null],
    ['substring', ['abc', 0, null], null],
  ];
  for (const [name, values, result] of rows) {
    it(`make ${name}(${values.map((value) => JSON.stringify(value)).join()}) ${JSON.stringify(result)}`, () => {
      expect(functionOf(name)?.run(values)).to.equal(result);
    });
  }

  it('have names in lower case', () => {
    expect(['Length', 'toLower', 'constructor'].map(functionOf)).to.deep.equal([undefined, undefined, undefined]);
  });
});

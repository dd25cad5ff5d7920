import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readSource } from '../support/house/source-file.js';
import { readTree, repository } from '../support/read-tree.js';

const scenarios = Array.from({ length: 148 }, (_, index) => index + 1);
const readme = readFileSync(join(repository, 'spec/parity/README.md'), 'utf8');

/** The numbers at the head of texts in the files, comments aside: names of an `it`, or rows that become one. */
const asSpecs = Object.entries(readTree('spec/parity'))
  .filter(([path]) => path.endsWith('.spec.ts'))
  .flatMap(([path, text]) => readSource(path, text).texts)
  .flatMap((text) => /^(\d+): /.exec(text)?.[1] ?? [])
  .map(Number);

interface Item {
  readonly numbers: readonly number[];
  readonly reason: string;
}

/** The list below a heading of the README. */
function listOf(heading: string): readonly Item[] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`, 2);
  const [text = ''] = section.split('\n## ', 1);
  return [...text.matchAll(/^- ([\d, ]+): ([^]*?)(?=\n- |\n\n|$(?![^]))/gm)].map(([, numbers = '', reason = '']) => ({
    numbers: numbers.split(',').map(Number),
    reason,
  }));
}

const impossible = listOf('Cannot exist in TypeScript');
const changed = listOf('Changed on purpose');
const unbuilt = listOf('Not built yet');
const numbersOf = (list: readonly Item[]): readonly number[] => list.flatMap(({ numbers }) => numbers);
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((left, right) => left - right);

describe('the parity list', () => {
  it('has every scenario once: as a spec, as one that cannot exist, or as one that is not built yet', () => {
    expect(sorted([...new Set(asSpecs), ...numbersOf(impossible), ...numbersOf(unbuilt)])).to.deep.equal(scenarios);
  });

  it('has no number in two places of its files', () => {
    expect(sorted(asSpecs).filter((number, index, all) => number === all[index - 1])).to.deep.equal([]);
  });

  it('has a spec for every scenario whose outcome is changed on purpose', () => {
    expect(numbersOf(changed).filter((number) => !asSpecs.includes(number))).to.deep.equal([]);
    expect(sorted(numbersOf(changed)).filter((number, index, all) => number === all[index - 1])).to.deep.equal([]);
  });

  it('gives a reason for each', () => {
    expect([impossible, changed].map(({ length }) => length > 0)).to.deep.equal([true, true]);
    expect([...impossible, ...changed, ...unbuilt].filter(({ reason }) => reason.length < 30)).to.deep.equal([]);
  });
});

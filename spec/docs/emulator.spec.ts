import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const root = new URL('../../../', import.meta.url);

describe('docs/emulator.md', () => {
  it('names a spec for each behaviour, and each of them exists', async () => {
    const text = await readFile(new URL('docs/emulator.md', root), 'utf8');
    const rows = text
      .slice(text.indexOf('## Behaviour'))
      .split('\n')
      .filter((line) => line.startsWith('|') && !/^\| (behaviour|-)/.test(line));
    const specs = rows.map((row) => row.split('|').at(-2)?.trim().split(', ') ?? []);
    expect(specs.length).to.be.greaterThan(70);
    const missing = specs.flat().filter((name) => !existsSync(new URL(`spec/${name}.spec.ts`, root)));
    expect(missing).to.deep.equal([]);
  });
});

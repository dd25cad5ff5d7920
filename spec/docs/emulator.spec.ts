import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

const root = new URL('../../../', import.meta.url);
const marks = /^(documented|recorded|matches the official emulator|assumed|not supported|what the .+ (send|needs))\b/;

/** The rows of the tables below a heading, cell by cell, without their heads. */
async function rowsBelow(start: string, end?: string): Promise<readonly (readonly string[])[]> {
  const text = await readFile(new URL('docs/emulator.md', root), 'utf8');
  const part = text.slice(text.indexOf(start), end === undefined ? undefined : text.indexOf(end));
  const rows = part
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\| ?(behaviour +\||here +\| there|--)/.test(line));
  return rows.map((row) => row.split('|').map((cell) => cell.trim()));
}

describe('docs/emulator.md', () => {
  it('names a spec for each behaviour, and each of them exists', async () => {
    const rows = await rowsBelow('## Behaviour');
    const specs = rows.map((cells) => cells.at(-2)?.split(', ') ?? []);
    expect(specs.length).to.be.greaterThan(110);
    const missing = specs.flat().filter((name) => !existsSync(new URL(`spec/${name}.spec.ts`, root)));
    expect(missing).to.deep.equal([]);
  });

  it('marks each behaviour by where it is known from', async () => {
    const rows = await rowsBelow('## Behaviour', '### Differences');
    expect(rows.filter((cells) => cells.length !== 5 || !marks.test(cells[2] ?? ''))).to.deep.equal([]);
  });
});

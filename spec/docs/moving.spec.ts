import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import ts from 'typescript';
import { readPages } from '../support/markdown.js';
import type { Page } from '../support/markdown.js';
import { play } from '../support/play.js';
import type { Story } from '../support/play.js';
import { fencesOf, moduleOf } from '../support/page-code.js';
import type { Fence } from '../support/page-code.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';
import { constructs } from './moving/constructs.js';
import { stories } from './moving/stories.js';

// Inside the package, so that the modules find it by its name.
const folder = join(repository, 'dist/moving');
const pages = readPages().filter(({ path }) => path.startsWith('docs/from-'));
const options = {
  ...{ target: 'es2022', module: 'nodenext', strict: true, experimentalDecorators: true, types: ['node'] },
  ...{ skipLibCheck: true, allowJs: true, checkJs: true, rootDir: 'src', outDir: 'js' },
};
const nameOf = ({ path }: Page): string => path.replace(/^docs\/|\.md$/g, '');
const oursOf = (page: Page): readonly (Fence & { readonly name: string })[] =>
  fencesOf(page).filter((fence): fence is Fence & { readonly name: string } => fence.name !== undefined);

describe('the pages about moving', () => {
  before(async function () {
    this.timeout(60_000);
    rmSync(folder, { recursive: true, force: true });
    for (const page of pages) {
      const sources = join(folder, 'src', nameOf(page));
      mkdirSync(sources, { recursive: true });
      for (const fence of oursOf(page)) writeFileSync(join(sources, fence.name), moduleOf(fence));
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }));
    await run(folder, process.execPath, join(repository, 'node_modules/@typescript/native/bin/tsc'), '-p', '.');
  });

  it('would not have a block that nobody announced, nor one that no reader of pages sees', () => {
    const block = (before: string, fence: string) =>
      unsaidOf({ path: 'page', text: `${before}\n\n${fence}\n1;\n\`\`\`\n` });
    expect(block('Ours, `a.ts`:', '```ts')).to.deep.equal([]);
    expect(block('Theirs, for one:', '```js')).to.deep.equal([]);
    expect(block('', '```csharp')).to.deep.equal([]);
    expect(block('Somebody said:', '```ts')).to.deep.equal(['page:1']);
    expect(block('Ours, `a.ts`:', '```json')).to.deep.equal(['page:1']);
    expect(block('Ours, `a.ts`:', '```csharp')).to.deep.equal(['page:1']);
    expect(block('Ours, `a.ts`:', '   ```ts')).to.deep.equal(['page: a fence that is indented or not closed']);
  });

  it('are those that have stories', () => {
    expect(pages.map(nameOf)).to.have.members(Object.keys(stories));
  });

  for (const page of pages) {
    describe(page.path, () => {
      it('says of every block whose it is', () => {
        expect(unsaidOf(page)).to.deep.equal([]);
      });

      it('has blocks of theirs that can be read', () => {
        const unreadable = fencesOf(page).filter((fence) => fence.isTheirs && !isReadable(fence));
        expect(unreadable.map(({ where }) => where)).to.deep.equal([]);
      });

      it('names every construct of theirs', () => {
        const missing = constructs[nameOf(page)]?.filter(
          (one) => !new RegExp(`(?<![A-Za-z])${one}(?![A-Za-z])`).test(page.text),
        );
        expect(missing).to.deep.equal([]);
      });

      it('has a story for every block of ours, under its name', () => {
        expect(Object.keys(stories[nameOf(page)] ?? {})).to.have.members(oursOf(page).map(({ name }) => name));
      });

      for (const { name } of oursOf(page)) it(`runs ${name}`, () => tell(nameOf(page), name));
    });
  }
});

/** Blocks that are neither ours, in the language of their name, nor theirs, or both. */
function unsaidOf(page: Page): readonly string[] {
  const fences = fencesOf(page);
  const isOurs = ({ name, language }: Fence): boolean => name?.endsWith(`.${language}`) === true;
  const unsaid = fences
    .filter((fence) => (fence.name === undefined ? !fence.isTheirs : fence.isTheirs || !isOurs(fence)))
    .map(({ where }) => where);
  const marks = page.text.match(/^\s*(```|~~~)/gm) ?? [];
  return marks.length === 2 * fences.length ? unsaid : [`${page.path}: a fence that is indented or not closed`];
}

async function tell(page: string, name: string): Promise<void> {
  const story: Story = stories[page]?.[name] ?? expect.fail(`${name} has no story`);
  const module = join(folder, 'js', page, name.replace(/\.ts$/, '.js'));
  await play(() => import(module) as Promise<object>, story);
}

/** Whether a block of theirs is in its language; of C# nothing here can tell but the brackets. */
function isReadable({ language, code }: Fence): boolean {
  if (language === 'json') return JSON.parse(code) !== undefined;
  if (language === 'csharp') return count(code, '(') === count(code, ')') && count(code, '{') === count(code, '}');
  const { diagnostics } = ts.transpileModule(code, { reportDiagnostics: true, compilerOptions: { allowJs: true } });
  return ['js', 'ts'].includes(language) && diagnostics?.length === 0;
}

const count = (code: string, bracket: string): number => code.split(bracket).length;

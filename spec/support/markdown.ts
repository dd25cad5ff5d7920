import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './read-tree.js';

/** A page of the documentation. */
export interface Page {
  /** From the root of the repository. */
  readonly path: string;
  readonly text: string;
}

/** README, CONTRIBUTING and everything in docs/. */
export function readPages(): Page[] {
  const docs = ['docs', 'docs/api'].flatMap((folder) =>
    readdirSync(join(repository, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  );
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs];
  return paths.map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

/** Where the links of a page lead, without those that leave the repository. */
export function linksOf({ text }: Page): string[] {
  const links = withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors of a page: those that its headings get, as GitHub makes them, a repeated one with its number; and its own. */
export function anchorsOf({ text }: Page): string[] {
  const prose = withoutCode(text);
  const slugs = [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => slugOf(heading));
  const numbered = slugs.map((slug, at) => {
    const before = slugs.slice(0, at).filter((other) => other === slug).length;
    return before === 0 ? slug : `${slug}-${String(before)}`;
  });
  return [...numbered, ...[...prose.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
}

function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');
}

/** The blocks of TypeScript that are whole modules: named by the line before, such as `chat.ts`:, or else by the page. */
export function modulesOf({ path, text }: Page): Map<string, string> {
  const blocks = text.matchAll(/(?:^`([\w-]+\.ts)`:\n\n)?^```ts\n(import [^]*?)^```$/gm);
  return new Map([...blocks].map(([, name = path.replace(/\W/g, '-') + '.ts', code = '']) => [name, code]));
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

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
  const docs = readdirSync(join(repository, 'docs')).filter((name) => name.endsWith('.md'));
  const paths = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...docs.map((name) => `docs/${name}`)];
  return paths.map((path) => ({ path, text: readFileSync(join(repository, path), 'utf8') }));
}

/** Where the links of a page lead, without those that leave the repository. */
export function linksOf({ text }: Page): string[] {
  const links = withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links].map(([, link = '']) => link).filter((link) => !/^[a-z]+:/.test(link));
}

/** The anchors that the headings of a page give, as GitHub makes them. */
export function anchorsOf({ text }: Page): string[] {
  const headings = withoutCode(text).matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replace(/ /g, '-'),
  );
}

/** The blocks of TypeScript that are whole modules: named by the line before, such as `chat.ts`:, or else by the page. */
export function modulesOf({ path, text }: Page): Map<string, string> {
  const blocks = text.matchAll(/(?:^`([\w-]+\.ts)`:\n\n)?^```ts\n(import [^]*?)^```$/gm);
  return new Map([...blocks].map(([, name = path.replace(/\W/g, '-') + '.ts', code = '']) => [name, code]));
}

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

// What is done to the pages once they are written: code as the house formats it, and links by the names that GitHub gives to headings.

import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** @param {string} folder */
export async function finishPages(folder) {
  // It would only say what the README of the repository says.
  await rm(join(folder, 'README.md'));
  const names = (await readdir(folder)).sort();
  const written = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const pages = linked(new Map(names.map((name, at) => [name, withoutBareTables(withoutReferences(written[at]))])));
  const style = { ...(await resolveConfig(import.meta.filename)), parser: 'typescript' };
  for (const [name, page] of pages) await writeFile(join(folder, name), await formatCode(withContents(page), style));
}

/** The plugin counts headings of one name otherwise than GitHub does: it gives an anchor to each, from which the right link follows. */
function linked(pages) {
  const slugs = new Map([...pages].map(([name, page]) => [name, slugsOf(page)]));
  const wanted = new Set();
  const relinked = [...pages].map(([name, page]) => {
    const text = page.replace(/\]\(([^)#\s]*)#([^)\s]+)\)/g, (_, file, anchor) => {
      const slug = slugs.get(file || name)?.get(anchor) ?? anchor;
      wanted.add(slug);
      return `](${file}#${slug})`;
    });
    return [name, text.replace(/<a id="[^"]+"><\/a>\n\n(?=#)/g, '')];
  });
  return new Map(
    relinked.map(([name, page]) => [
      name,
      page.replace(/<a id="([^"]+)"><\/a>(?: |\n\n)/g, (anchor, id) => (wanted.has(id) ? anchor : '')),
    ]),
  );
}

/** What a page exports of another one, in one line. */
function withoutReferences(page) {
  return page.replace(/^## References\n([^]*)$/m, (_, list) => {
    const links = list.match(/\[\w+\]\(\S+\)/g);
    return `## From the emulator\n\nThe same as there: ${links.join(', ')}.\n`;
  });
}

/** Tables that say no more than the code above them: names of type parameters, and members without a comment. */
function withoutBareTables(page) {
  return page.replace(/^#+ Type (?:Parameters|Declaration)\n\n(?:\|.*\n)+\n?/gm, (section) =>
    /\| Description \||\*extends\*/.test(section) ? section : '',
  );
}

/** The chapters of a page, behind the words about the whole. */
function withContents(page) {
  const chapters = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
  const links = chapters.map((title) => `[${title}](#${slugOf(title)})`);
  return page.replace(/^(?=## )/m, `${links.join(' · ')}\n\n`);
}

/** The name of each heading in GitHub's links, by the anchor before it. */
function slugsOf(page) {
  const seen = new Map();
  const slugs = new Map();
  for (const [, anchor, heading] of page.matchAll(/^(?:<a id="([^"]+)"><\/a>\n\n)?#+ (.+)$/gm)) {
    const name = slugOf(heading);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    slugs.set(anchor, count === 0 ? name : `${name}-${count}`);
  }
  return slugs;
}

function slugOf(heading) {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

async function formatCode(page, style) {
  const parts = page.split(/^```ts\n([^]*?)^```$/gm);
  const formatted = await Promise.all(parts.map((part, at) => (at % 2 === 0 ? part : formatBlock(part, style))));
  return formatted.join('').replace(/\n+$/, '\n');
}

/** A block is a statement or a member of a class; what is neither, such as the call of a constructor, stays as it is. */
async function formatBlock(code, style) {
  const asMember = async () => {
    const lines = await format(`declare class Owner {\n${code}\n}`, { ...style, printWidth: style.printWidth + 2 });
    return lines.replace(/^.*\n([^]*)}\n$/, '$1').replace(/^ {2}/gm, '');
  };
  const text = await format(code, style)
    .catch(asMember)
    .catch(() => code);
  return '```ts\n' + text + '```';
}

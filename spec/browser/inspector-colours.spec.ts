import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';

const style = readFileSync(join(repository, 'lib/emulator/inspector/page/style.css'), 'utf8');
const schemes = ['light', 'dark'] as const;
const grounds = ['background', 'surface', 'raised', 'accent-soft', 'bad-soft'];
const inks = 'text quiet accent good bad warn client frame event rest group'.split(' ');

/** Every colour of the page, with its value in each scheme. */
const palette = new Map(
  [...style.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name = '', ...values]) => [
    name,
    values,
  ]),
);

function contrast(scheme: 0 | 1, first: string, second: string): number {
  const [dark = 0, light = 0] = [first, second]
    .map((name) => luminance(palette.get(name)?.[scheme] ?? expect.fail(name)))
    .sort((left, right) => left - right);
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('the colours of the page', () => {
  it('are all known to this spec', () => {
    expect([...palette.keys()].sort()).to.deep.equal([...grounds, ...inks, 'line', 'edge', 'on-accent'].sort());
  });

  for (const [index, scheme] of schemes.entries()) {
    const weak = (names: readonly string[], least: number): readonly string[] =>
      grounds.flatMap((ground) =>
        names
          .map((name) => [name, contrast(index as 0 | 1, name, ground)] as const)
          .filter(([, found]) => found < least)
          .map(([name, found]) => `${name} on ${ground}: ${found.toFixed(2)}`),
      );

    it(`let text be read in the ${scheme} scheme, WCAG 1.4.3`, () => {
      expect(weak(inks, 4.5)).to.deep.equal([]);
      expect(contrast(index as 0 | 1, 'on-accent', 'accent')).to.be.at.least(4.5);
    });

    it(`let the edges of fields and buttons be seen in the ${scheme} scheme, WCAG 1.4.11`, () => {
      expect(weak(['edge', 'accent', 'warn'], 3)).to.deep.equal([]);
    });
  }

  it('are what fields and buttons have, and nothing fades them', () => {
    expect(style).to.match(/textarea \{\n {2}min-height: 28px;[^}]*border: 1px solid var\(--edge\)/);
    expect(style).to.not.match(/opacity: 0/);
  });
});

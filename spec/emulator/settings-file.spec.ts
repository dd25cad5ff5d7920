import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { rename, rm, symlink, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { SettingsFile } from '../../lib/emulator/settings-file.js';
import { withFolder } from '../support/temporary-folder.js';

const textOf = (...hubs: string[]) => JSON.stringify({ hubs: Object.fromEntries(hubs.map((hub) => [hub, {}])) });

interface Story {
  readonly path: string;
  readonly folder: string;
  /** What comes of the next change: the names of the hubs, or what the log says. */
  readonly next: () => Promise<string>;
}

/** A watched settings file that holds the hub `a`; a link to it in another folder when `link` is there. */
function watching(story: (given: Story) => Promise<void>, link?: string): Promise<void> {
  return withFolder(async (folder) => {
    const path = join(folder, 'settings', 'emulator.json');
    await mkdir(dirname(path));
    await writeFile(path, textOf('a'));
    if (link !== undefined) await mkdir(join(folder, 'links'));
    if (link !== undefined) await symlink(path, join(folder, link));
    const happened: string[] = [];
    let wake = (): void => {};
    const tell = (text: string): void => {
      happened.push(text);
      wake();
    };
    const next = async (): Promise<string> => {
      if (happened.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return happened.shift() ?? '';
    };
    const file = new SettingsFile({
      path: link === undefined ? path : join(folder, link),
      onHubs: (hubs) => tell([...hubs.keys()].join()),
      log: { warn: (details) => tell((details as { problem: string }).problem), error: () => {} },
    });
    file.watch();
    try {
      expect(await next()).to.equal('a');
      await story({ path, folder, next });
      expect(happened).to.deep.equal([]);
    } finally {
      file.close();
    }
  });
}

describe('the settings file', () => {
  it('is read again when it is written to', () =>
    watching(async ({ path, next }) => {
      await writeFile(path, textOf('a', 'b'));
      expect(await next()).to.equal('a,b');
    }));

  it('is read again when another takes its place, as editors do, and again after that', () =>
    watching(async ({ path, folder, next }) => {
      for (const hub of ['b', 'c']) {
        await writeFile(join(folder, 'new'), textOf(hub));
        await rename(join(folder, 'new'), path);
        expect(await next()).to.equal(hub);
      }
    }));

  it('is read again by what a link leads to', () =>
    watching(async ({ path, next }) => {
      await writeFile(path, textOf('b'));
      expect(await next()).to.equal('b');
    }, 'links/emulator.json'));

  it('is read again by what a link leads to after it was changed', () =>
    watching(async ({ folder, next }) => {
      const other = join(folder, 'other.json');
      await writeFile(other, textOf('b'));
      await symlink(other, join(folder, 'new'));
      await rename(join(folder, 'new'), join(folder, 'links/emulator.json'));
      expect(await next()).to.equal('b');
      await writeFile(other, textOf('c'));
      expect(await next()).to.equal('c');
    }, 'links/emulator.json'));

  it('changes nothing while it is wrong, says so, and counts when it is right again', () =>
    watching(async ({ path, next }) => {
      await writeFile(path, '{ "hubs": { "a": { "x": 1 } } }');
      expect(await next()).to.match(/^Emulator setting hubs\.a\.x is unknown\./);
      await writeFile(path, '{');
      expect(await next()).to.match(/emulator\.json cannot be used: it is no JSON/);
      await writeFile(path, textOf('b'));
      expect(await next()).to.equal('b');
    }));

  it('may go and come back', () =>
    watching(async ({ path, next }) => {
      await rm(path);
      expect(await next()).to.match(/cannot be used: reading it failed \(ENOENT\)/);
      await writeFile(path, textOf('a'));
      expect(await next()).to.equal('a');
    }));

  it('may go and come back with its folder', () =>
    watching(async ({ path, next }) => {
      await rm(dirname(path), { recursive: true });
      expect(await next()).to.match(/ENOENT/);
      await mkdir(dirname(path));
      for (const hub of ['b', 'c']) {
        await writeFile(path, textOf(hub));
        expect(await next()).to.equal(hub);
      }
    }));

  it('is one change when it is emptied and filled', () =>
    watching(async ({ path, next }) => {
      await writeFile(path, '');
      await writeFile(path, textOf('b'));
      expect(await next()).to.equal('b');
    }));

  it('is none of what happens to its neighbours', () =>
    watching(async ({ path, next }) => {
      await writeFile(join(dirname(path), 'other.json'), '{');
      await writeFile(path, textOf('b'));
      expect(await next()).to.equal('b');
    }));

  it('is read again however busy its folder is', () =>
    watching(async ({ path, next }) => {
      const neighbour = setInterval(() => appendFileSync(join(dirname(path), 'log'), 'a line\n'), 5);
      await writeFile(path, textOf('b'));
      expect(await next()).to.equal('b');
      clearInterval(neighbour);
    }));

  it('may be a pipe, which is read once', () =>
    watching(async ({ folder, path, next }) => {
      const pipe = join(folder, 'pipe');
      execFileSync('mkfifo', [pipe]);
      spawn('sh', ['-c', `echo '${textOf('a')}' > "$0"`, pipe]);
      const read: string[] = [];
      const file = new SettingsFile({ path: pipe, onHubs: (hubs) => read.push([...hubs.keys()].join()), log: console });
      file.watch();
      // By then a file would have been looked at.
      await writeFile(path, textOf('b'));
      await next();
      file.close();
      expect(read).to.deep.equal(['a']);
    }));

  it('must be there at the start', () => {
    const create = () => new SettingsFile({ path: '/nowhere/emulator.json', onHubs: () => {}, log: console });
    expect(create).to.throw('/nowhere/emulator.json cannot be used: reading it failed (ENOENT)');
  });
});

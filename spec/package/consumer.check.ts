import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { modulesOf, readPages } from '../support/markdown.js';
import { pack, type Packed } from '../support/packed.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';

const compilers = {
  '5.9': 'node_modules/typescript-5.9/bin/tsc',
  '6.0': 'node_modules/typescript/bin/tsc6',
  '7.0': 'node_modules/@typescript/native/bin/tsc',
};
// The consumer brings koa, as a peer, and a WebSocket client of its own.
const brought = ['koa@3', 'ws@8', '@types/node@20', '@types/ws@8'];

describe('the package, in a project of its own', function () {
  this.timeout(300_000);
  let folder = '';
  let packed: Packed | undefined;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'web-pubsub-consumer-'));
    packed = await pack(folder);
    cpSync(join(repository, 'spec/fixtures/consumer'), folder, { recursive: true });
    const tarball = `./${packed.filename}`;
    await run(folder, 'npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', tarball, ...brought);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what is needed and nothing else', () => {
    const paths = packed?.files.map(({ path }) => path) ?? [];
    expect(paths).to.include.members([
      'LICENSE',
      'README.md',
      'CHANGELOG.md',
      'dist/lib/index.js',
      'dist/lib/index.d.ts',
      ...['index.html', 'app.js', 'style.css', 'icon.svg'].map((name) => `dist/lib/emulator/inspector/public/${name}`),
    ]);
    const strays = paths.filter(
      (path) => !/^(dist\/lib|lib)\/|^(LICENSE|README\.md|CHANGELOG\.md|package\.json)$/.test(path),
    );
    expect(strays).to.deep.equal([]);
    expect(
      paths.filter((path) => /tsconfig|tsbuildinfo|\bspec\b|inspector\/(page|model)\/|public\/.*\.map/.test(path)),
    ).to.deep.equal([]);
  });

  for (const [version, compiler] of Object.entries(compilers)) {
    it(`compiles under TypeScript ${version}, without DOM and with every declaration checked, and runs`, async () => {
      const project = join(folder, 'typescript');
      const compile = join(repository, compiler);
      expect(await run(project, process.execPath, compile, '--version')).to.include(version);
      rmSync(join(project, 'out'), { recursive: true, force: true });
      await run(project, process.execPath, compile, '-p', '.');
      for (const program of ['unit.js', 'whole.js', 'app.js', 'required.cjs'])
        await run(project, process.execPath, join('out', program));
    });
  }

  it('compiles what README and the first page of the docs show', async () => {
    const pages = readPages().filter(({ path }) => ['README.md', 'docs/getting-started.md'].includes(path));
    const modules = pages.flatMap((page) => [...modulesOf(page)]);
    expect(modules.map(([name]) => name)).to.deep.equal(['README-md.ts', 'chat.ts', 'app.ts']);
    const project = join(folder, 'docs');
    mkdirSync(project);
    cpSync(join(folder, 'typescript/package.json'), join(project, 'package.json'));
    cpSync(join(folder, 'typescript/tsconfig.json'), join(project, 'tsconfig.json'));
    for (const [name, code] of modules) writeFileSync(join(project, name), code);
    await run(project, process.execPath, join(repository, compilers['7.0']), '-p', '.');
  });

  it('runs from JavaScript, where decorators are called by hand', async () => {
    await run(join(folder, 'javascript'), process.execPath, 'app.js');
  });

  it('is required through every door, with one copy of every class, and refuses a deep path', async () => {
    await run(join(folder, 'commonjs'), process.execPath, 'app.js');
  });

  it('brings its command', async () => {
    expect(await run(folder, 'npx', '--no-install', 'web-pubsub', '--version')).to.match(/^\d+\.\d+\.\d+\n$/);
    expect(await run(folder, 'npx', '--no-install', 'web-pubsub-bindings', 'emulator', '--help')).to.include('--port');
  });
});

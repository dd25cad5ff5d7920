/** What one folder of lib may reach for, besides itself and Node's modules without I/O. */
export interface Folder {
  /** Folders it may import, values and types. */
  readonly folders: readonly string[];
  /** Folders it may import types of. */
  readonly types?: readonly string[];
  /** Outside packages; a name that ends in `*` stands for all that begin so. */
  readonly packages?: readonly string[];
  readonly packageTypes?: readonly string[];
  /** Its packages are loaded at first use: by `import()` alone, except for their types. */
  readonly lazy?: true;
  /** May import the doors of the package. */
  readonly doors?: true;
  /** May use what reads or writes outside the process: Node's I/O modules, `process`, `fetch`. */
  readonly io?: true;
  /** It runs in a browser alone: its specs are those of `spec/browser`, and it has no mirror. */
  readonly inBrowser?: true;
  /** May load modules that the user names: `import()` of what is no plain text. */
  readonly named?: true;
}

const inner = ['protocol', 'errors'];
const timed = ['clock', ...inner];
const framework = ['metadata', 'invocation', 'outputs', 'service', 'host', ...timed];
/** The types that validators share; nothing of it runs. */
const schemas = '@standard-schema/spec';
const emulatorPackages = ['koa', '@koa/router', 'jsonwebtoken', 'ws', 'undici', '@peculiar/*', '@bufbuild/protobuf'];

/** The house: an import that is not named here does not exist. Keep it in step with docs/architecture.md. */
export const layout: Readonly<Record<string, Folder>> = {
  errors: { folders: [] },
  clock: { folders: [] },
  protocol: { folders: [] },
  metadata: { folders: inner, packages: ['reflect-metadata'], packageTypes: [schemas] },
  decorators: {
    folders: ['metadata'],
    types: ['invocation', 'outputs', 'service', ...inner],
    packageTypes: ['koa', schemas],
  },
  outputs: { folders: inner },
  invocation: { folders: ['metadata', 'outputs', ...timed], packageTypes: [schemas] },
  service: {
    folders: timed,
    packages: ['@azure/*', 'undici', 'jsonwebtoken', 'jose'],
    lazy: true,
    io: true,
  },
  host: { folders: ['metadata', 'invocation', 'outputs', 'service', ...timed] },
  koa: { folders: ['host', ...inner], packages: ['koa', '@koa/router'], io: true },
  'emulator/broker': { folders: inner, types: ['emulator', 'clock'] },
  emulator: { folders: ['emulator/broker', ...timed], packages: emulatorPackages, io: true },
  'emulator/inspector/model': { folders: [], types: ['emulator', 'emulator/broker', ...inner] },
  'emulator/inspector/page': {
    folders: ['emulator/inspector/model'],
    types: ['emulator', 'emulator/broker'],
    packages: ['lit'],
    io: true,
    inBrowser: true,
  },
  testing: {
    folders: [...framework, 'decorators', 'koa', 'emulator', 'emulator/broker'],
    packages: ['koa', 'ws'],
    io: true,
  },
  cli: { folders: [], types: inner, doors: true, io: true, named: true },
  '.': { folders: [...framework, 'decorators', 'koa'] },
};

/** The doors that package.json opens; cli, examples and bench use nothing else. */
export const doors: readonly string[] = ['lib/index.ts', 'lib/testing/index.ts', 'lib/emulator/index.ts'];

/** Node's modules that neither read nor write anything outside the process; every other one does I/O. */
export const modulesWithoutIo: ReadonlySet<string> = new Set(
  ['async_hooks', 'buffer', 'crypto', 'events', 'path', 'querystring', 'string_decoder', 'url', 'util'].map(
    (name) => `node:${name}`,
  ),
);

/** The folder of the table that a file of lib belongs to: the deepest one that is named there, `.` for the main door. */
export function folderOf(path: string): string | undefined {
  if (path === 'lib/index.ts') return '.';
  const inside = path.replace(/^lib\//, '').replace(/\.ts$/, '');
  const named = Object.keys(layout).filter((name) => inside === name || inside.startsWith(`${name}/`));
  return named.sort((left, right) => right.length - left.length)[0];
}

import { judgeImports, targetOf } from './imports.js';
import { doors, folderOf, layout } from './layout.js';
import type { SourceFile } from './source-file.js';
import type { Sources } from './sources.js';

export interface HouseRules {
  /** Files of lib with functions or classes that have no spec of their own, each with the reason. */
  readonly specElsewhere?: Readonly<Record<string, string>>;
}

export type Wall = keyof typeof walls;
type Check = (sources: Sources, rules: HouseRules) => Iterable<readonly [file: string, problem: string]>;

/** One wall each; its name is what a violation is reported under. */
export const walls = {
  /** Inner folders never import outward; packages and I/O stay in their rooms. */
  *imports({ lib }) {
    for (const source of lib) for (const problem of judgeImports(source)) yield [source.path, problem];
  },

  /** I/O needs no import where a global does it. */
  *globals({ lib }) {
    for (const { path, globals } of lib) {
      const io = layout[folderOf(path) ?? '']?.io ?? false;
      for (const name of globals)
        if (name !== 'Reflect' && !io) yield [path, `uses ${name}, but its folder does no I/O`];
    }
  },

  /** Metadata has one store, and only what we wrote ourselves is in it. */
  *reflect({ lib }) {
    for (const { path, globals, imports, texts } of lib) {
      const store = path === 'lib/metadata/store.ts';
      if (globals.has('Reflect') && !store) yield [path, 'uses Reflect, which is for lib/metadata/store.ts'];
      if (imports.some(({ specifier }) => specifier === 'reflect-metadata') && !store) {
        yield [path, 'imports reflect-metadata, which is for lib/metadata/store.ts'];
      }
      if (texts.some((text) => text.includes('design:')))
        yield [path, 'names design:…, which not every compiler emits'];
    }
  },

  /** One file knows the WebSocket package, so that it can be exchanged there. */
  *webSocket({ lib }) {
    const users = lib.filter(
      ({ path, imports }) => path.startsWith('lib/emulator/') && imports.some(({ specifier }) => specifier === 'ws'),
    );
    for (const { path } of users) {
      if (!path.startsWith('lib/emulator/client/')) yield [path, 'imports ws, which is for lib/emulator/client'];
      else if (users.length > 1) yield [path, 'imports ws, as another file of the emulator does'];
    }
  },

  /** What is not proven must not be trusted: no spec, example or bench either switches the checks of certificates off. */
  *certificates({ all }) {
    for (const { path, names } of all) {
      const off = [...names].find((name) => /^(rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED)$/.test(name));
      if (off !== undefined) yield [path, `names ${off}; give it the authority to trust`];
    }
  },

  /** A cycle makes the order of loading decide what is defined. */
  *cycles(sources) {
    for (const source of sources.lib) {
      const cycle = cycleFrom(source, sources);
      if (cycle && cycle[0] === [...cycle].sort()[0]) yield [source.path, `is in a cycle: ${cycle.join(' -> ')}`];
    }
  },

  /** What is exported is named where it is exported. */
  *exports({ lib }) {
    for (const { path, exportsAll, exportsDefault } of lib) {
      if (exportsAll) yield [path, 'has export *'];
      if (exportsDefault) yield [path, 'has a default export'];
    }
  },

  *fileNames({ all }) {
    for (const { path } of all) {
      if (!/^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.(spec|check))?\.ts$/.test(path)) {
        yield [path, 'is not kebab-case'];
      }
    }
  },

  /** Examples and benches are users: they come in by the doors. */
  *doors({ all }) {
    for (const { path, imports } of all.filter((source) => /^(examples|bench)\//.test(source.path))) {
      for (const { specifier } of imports) {
        const target = specifier === undefined ? undefined : targetOf(path, specifier);
        if (target?.kind === 'file' && target.path.startsWith('lib/') && !doors.includes(target.path)) {
          yield [path, `imports ${target.path}, which is no door`];
        }
      }
    }
  },

  /** Contract and parity specs compare us with the world, so they spell the wire themselves. */
  *contract({ all }) {
    for (const { path, imports } of all.filter((source) => /^spec\/(contract|parity)\//.test(source.path))) {
      for (const { specifier } of imports) {
        if (specifier?.includes('/lib/protocol/'))
          yield [path, `imports ${specifier}; write what is on the wire literally`];
      }
    }
  },

  /** Whoever opens a file of lib knows where its spec is, and the other way round. */
  *mirror(sources, { specElsewhere = {} }) {
    const mirrored = sources.lib.filter(({ path, hasBehaviour }) => hasBehaviour && !runsInBrowser(path));
    for (const { path } of mirrored) {
      const spec = path.replace(/^lib\//, 'spec/').replace(/\.ts$/, '.spec.ts');
      const excused = path in specElsewhere;
      if (sources.get(spec) === undefined && !excused) yield [path, `has no ${spec}`];
      if (sources.get(spec) !== undefined && excused) yield [path, 'has a spec and an excuse for having none'];
    }
    for (const path of Object.keys(specElsewhere)) {
      if (sources.get(path) === undefined) yield [path, 'is excused from having a spec and does not exist'];
    }
    for (const { path } of sources.all.filter((source) => /^spec\/.*\.spec\.ts$/.test(source.path))) {
      const file = path.replace(/^spec\//, 'lib/').replace(/\.spec\.ts$/, '.ts');
      const folder = folderOf(file);
      if (folder !== undefined && folder !== '.' && sources.get(file) === undefined) yield [path, `mirrors no ${file}`];
    }
  },
} as const satisfies Record<string, Check>;

function runsInBrowser(path: string): boolean {
  return layout[folderOf(path) ?? '']?.inBrowser ?? false;
}

/** The shortest way from a file back to itself. */
function cycleFrom(start: SourceFile, sources: Sources): string[] | undefined {
  const ways: SourceFile[][] = [[start]];
  const seen = new Set<SourceFile>();
  for (const way of ways) {
    for (const next of sources.loadedBy(way.at(-1) ?? start)) {
      if (next === start) return way.map(({ path }) => path);
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return undefined;
}

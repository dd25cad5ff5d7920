import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import { doors, folderOf, layout, modulesWithoutIo, type Folder } from './layout.js';
import type { ModuleImport, SourceFile } from './source-file.js';

/** Where a specifier leads: a file of this repository, a module of Node, or a package. */
export type Target =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'node'; readonly name: string }
  | { readonly kind: 'package'; readonly name: string };

/** Where an import written in `from` leads; the file need not exist. */
export function targetOf(from: string, specifier: string): Target {
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts') };
  }
  if (isBuiltin(specifier)) return { kind: 'node', name: specifier };
  const parts = specifier.split('/');
  return { kind: 'package', name: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') };
}

/** What is wrong with the imports of one file of lib, as sentences. */
export function judgeImports(source: SourceFile): string[] {
  const name = folderOf(source.path);
  const folder = name === undefined ? undefined : layout[name];
  if (name === undefined || folder === undefined) return ['belongs to no folder of the house'];
  return source.imports.flatMap((imported) => {
    if (imported.specifier === undefined) {
      const isNamed = folder.named === true && imported.kind === 'dynamic';
      return isNamed ? [] : ['imports a module whose name is not a plain text'];
    }
    const target = targetOf(source.path, imported.specifier);
    const problem = judges[target.kind](target as never, imported, { name, folder });
    return problem === undefined ? [] : [`${problem} (${imported.kind} import of ${imported.specifier})`];
  });
}

interface Importer {
  readonly name: string;
  readonly folder: Folder;
}
type Judge<K> = (target: Extract<Target, { kind: K }>, imported: ModuleImport, by: Importer) => string | undefined;

const judges: { readonly [K in Target['kind']]: Judge<K> } = {
  file: ({ path }, { kind }, { name, folder }) => {
    if (!path.startsWith('lib/')) return 'lib may not import what is not shipped';
    if (doors.includes(path) && folder.doors) return undefined;
    if (path.endsWith('/index.ts')) return 'import the file, not an index';
    const other = folderOf(path);
    if (other === undefined) return 'leads to no folder of the house';
    if (other === name || folder.folders.includes(other)) return undefined;
    if (folder.types?.includes(other)) return kind === 'type' ? undefined : `${name} may import only types of ${other}`;
    return `${name} may not import ${other}`;
  },
  node: ({ name: module }, _, { name, folder }) => {
    if (!module.startsWith('node:')) return 'Node modules are imported as node:…';
    if ((name === 'protocol' || name === 'errors') && module !== 'node:crypto') return `${name} has node:crypto alone`;
    return folder.io || modulesWithoutIo.has(module) ? undefined : `${name} does no I/O`;
  },
  package: ({ name: module }, { kind }, { name, folder }) => {
    if (kind === 'type' && folder.packageTypes?.includes(module)) return undefined;
    if (folder.packageTypes?.includes(module)) return `${name} may import only types of ${module}`;
    if (!folder.packages?.some((allowed) => covers(allowed, module))) return `${name} may not import ${module}`;
    if (folder.lazy && kind === 'static') return `${name} loads ${module} at first use, by import()`;
    return undefined;
  },
};

function covers(allowed: string, module: string): boolean {
  return allowed.endsWith('*') ? module.startsWith(allowed.slice(0, -1)) : module === allowed;
}

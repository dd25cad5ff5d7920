import { targetOf } from './imports.js';
import { readSource, type SourceFile } from './source-file.js';

/** Texts of the repository by path from its root, with `/`. */
export type Tree = Readonly<Record<string, string>>;

/** A tree that was read. */
export class Sources {
  readonly all: readonly SourceFile[];
  readonly lib: readonly SourceFile[];
  readonly #byPath: ReadonlyMap<string, SourceFile>;

  constructor(tree: Tree) {
    this.all = Object.entries(tree).map(([path, text]) => readSource(path, text));
    this.lib = this.all.filter(({ path }) => path.startsWith('lib/'));
    this.#byPath = new Map(this.all.map((source) => [source.path, source]));
  }

  get(path: string): SourceFile | undefined {
    return this.#byPath.get(path);
  }

  /** The files that are loaded when this one is, or later through `import()`. */
  loadedBy(source: SourceFile): SourceFile[] {
    return source.imports.flatMap(({ kind, specifier }) => {
      if (kind === 'type' || specifier === undefined) return [];
      const target = targetOf(source.path, specifier);
      return target.kind === 'file' ? (this.get(target.path) ?? []) : [];
    });
  }
}

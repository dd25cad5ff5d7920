import ts from 'typescript';

/** One way in which a file reaches for another module. */
export interface ModuleImport {
  /** As written, or undefined where it is not a plain text and so cannot be judged. */
  readonly specifier: string | undefined;
  /** `type` leaves no trace in the emitted code, `static` is loaded with the file, `dynamic` at first use. */
  readonly kind: 'type' | 'static' | 'dynamic';
}

/** What the walls need to know about one file. */
export interface SourceFile {
  readonly path: string;
  readonly imports: readonly ModuleImport[];
  readonly exportsAll: boolean;
  readonly exportsDefault: boolean;
  /** Holds a function or a class, so there is something to show; types, tables and re-exports show themselves. */
  readonly hasBehaviour: boolean;
  /** Globals it touches out of those that matter here: `Reflect` and those that do I/O. */
  readonly globals: ReadonlySet<string>;
  readonly texts: readonly string[];
  /** Every name that it defines or uses, those in quotes included. */
  readonly names: ReadonlySet<string>;
}

const watchedGlobals = new Set(['Reflect', 'fetch', 'process', 'console', 'WebSocket', 'EventSource']);

/** Reads one TypeScript file; comments are no part of what is read. */
export function readSource(path: string, text: string): SourceFile {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const nodes = [...descendants(file)];
  return {
    path,
    imports: nodes.flatMap(importOf),
    exportsAll: nodes.some((node) => ts.isExportDeclaration(node) && isStar(node)),
    exportsDefault: nodes.some(isDefaultExport),
    hasBehaviour: nodes.some(behaves),
    globals: new Set(nodes.filter(isWatchedGlobal).map((node) => node.getText())),
    texts: nodes.filter(isText).map((node) => node.text),
    names: new Set(nodes.flatMap((node) => (ts.isIdentifier(node) || isText(node) ? [node.text] : []))),
  };
}

function* descendants(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* descendants(child);
}

function importOf(node: ts.Node): ModuleImport[] {
  // Under verbatimModuleSyntax `import { type T } from 'm'` still loads m; only a whole `import type` is erased.
  if (ts.isImportDeclaration(node)) {
    const erased = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return [{ specifier: textOf(node.moduleSpecifier), kind: erased ? 'type' : 'static' }];
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    return [{ specifier: textOf(node.moduleSpecifier), kind: node.isTypeOnly ? 'type' : 'static' }];
  }
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return [{ specifier: textOf(node.moduleReference.expression), kind: node.isTypeOnly ? 'type' : 'static' }];
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    return [{ specifier: ts.isLiteralTypeNode(argument) ? textOf(argument.literal) : undefined, kind: 'type' }];
  }
  return ts.isCallExpression(node) && loadsModule(node)
    ? [{ specifier: textOf(node.arguments[0]), kind: 'dynamic' }]
    : [];
}

function loadsModule({ expression }: ts.CallExpression): boolean {
  if (expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  if (ts.isIdentifier(expression)) return expression.text === 'require';
  return ts.isPropertyAccessExpression(expression) && expression.name.text === 'getBuiltinModule';
}

function textOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function isStar({ exportClause }: ts.ExportDeclaration): boolean {
  return exportClause === undefined || ts.isNamespaceExport(exportClause);
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return ts.canHaveModifiers(node) && hasModifier(node, ts.SyntaxKind.DefaultKeyword);
}

function hasModifier(node: ts.HasModifiers, kind: ts.ModifierSyntaxKind): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false;
}

function behaves(node: ts.Node): boolean {
  return ts.isClassLike(node) || (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined);
}

function isWatchedGlobal(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || !watchedGlobals.has(node.text)) return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  return ts.isCallExpression(parent) || ts.isNewExpression(parent) ? parent.expression === node : false;
}

function isText(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)
  );
}

import ts from 'typescript';
import type { Page } from './markdown.js';
import { asStatements, importsFor } from './snippets.js';

/** One block of TypeScript of a page, as a file that can be run. */
export interface PageFile {
  /** Where the block stands, for messages: `docs/testing.md:12`. */
  readonly where: string;
  /** `chat.ts` of a block that says its name, else one that tells its line. */
  readonly name: string;
  readonly code: string;
  readonly isSpec: boolean;
}

interface Block {
  readonly where: string;
  readonly name: string | undefined;
  /** As the page has it; members of a class are put into one. */
  readonly code: string;
  readonly source: ts.SourceFile;
}

/** What a page may show beside TypeScript that is run here. */
const otherLanguages = ['', 'sh', 'json', 'js', 'html', 'yaml'];
/** Blocks for other runners: they are run where those are installed, in spec/runners. */
const otherRunners = ['node:test', 'vitest', '@jest/globals'];
const testCalls = ['describe', 'it', 'before', 'beforeEach', 'after', 'afterEach'];

/**
 * The blocks of a page as modules and specs. A block that speaks of what an earlier one declares goes on where that one ended; every other
 * one stands for itself. Statements that are no tests are one test.
 */
export function pageFiles(page: Page): readonly PageFile[] {
  const blocks = blocksOf(page);
  return blocks.flatMap((block, at): readonly PageFile[] => {
    const { where, name, code } = block;
    if (name !== undefined) return [{ where, name, code, isSpec: false }];
    if (importsOf(block).some((line) => otherRunners.some((runner) => line.endsWith(` '${runner}';`)))) return [];
    const whole = moduleOf(where, chainTo(block, blocks.slice(0, at)));
    return [{ where, name: `line-${where.split(':')[1] ?? ''}.spec.ts`, code: whole, isSpec: true }];
  });
}

/** Blocks that nobody would run, unnoticed: in a language nobody announced, indented, or not closed. */
export function unseenIn({ path, text }: Page): readonly string[] {
  const fences = [...text.matchAll(/^```(\w*)[^\n]*\n[^]*?^```$/gm)];
  const unknown = fences.flatMap(([, language = '']) =>
    language === 'ts' || otherLanguages.includes(language) ? [] : [`${path}: a block of ${language}`],
  );
  const marks = text.match(/^\s*(```|~~~)/gm) ?? [];
  return marks.length === 2 * fences.length ? unknown : [...unknown, `${path}: a fence that is indented or not closed`];
}

function blocksOf({ path, text }: Page): readonly Block[] {
  return [...text.matchAll(/(?:^`([\w-]+\.ts)`:\n\n)?^```ts\n([^]*?)^```$/gm)].map((found) => {
    const [, name, shown = ''] = found;
    const line = text.slice(0, text.indexOf('```ts', found.index)).split('\n').length;
    const code = name === undefined ? asStatements(shown) : shown;
    const source = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ES2022, true);
    return { where: `${path}:${String(line)}`, name, code, source };
  });
}

/** A block and, before it, those that it goes on from. */
function chainTo(block: Block, earlier: readonly Block[]): readonly Block[] {
  const own = declaredIn(block);
  const missing = [...usedIn(block.source)].filter((name) => !own.has(name));
  const at = earlier.findLastIndex(
    (one) => one.name === undefined && missing.some((name) => declaredIn(one, { imports: false }).has(name)),
  );
  const before = earlier[at];
  return before === undefined ? [block] : [...chainTo(before, earlier.slice(0, at)), block];
}

function moduleOf(where: string, chain: readonly Block[]): string {
  const body = chain.reduceRight((rest, block) => `{\n${statementsOf(block)}${rest}\n}`, '');
  const shown = chain.flatMap(importsOf);
  const imports = [...new Set([...shown, ...importsFor([...shown, body].join('\n')).split('\n')])].join('\n');
  if (chain.some(hasTests)) return `${imports}\n${body}\n`;
  return `${imports}\nit('${where}', async () => ${body});\n`;
}

/** One line for each imported name, so that the same one is imported once. */
function importsOf({ source }: Block): readonly string[] {
  return source.statements.filter(ts.isImportDeclaration).flatMap(({ importClause, moduleSpecifier }) => {
    const from = `from ${moduleSpecifier.getText(source)};`;
    const { name, namedBindings } = importClause ?? {};
    const names = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
    const type = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : '';
    return [
      ...(name === undefined ? [] : [`import ${type}${name.text} ${from}`]),
      ...names.map((one) => `import ${type}{ ${one.getText(source)} } ${from}`),
    ];
  });
}

function statementsOf({ source }: Block): string {
  const own = source.statements.filter((statement) => !ts.isImportDeclaration(statement));
  return own.map((statement) => statement.getFullText(source)).join('');
}

function hasTests({ source }: Block): boolean {
  return source.statements.some(
    (statement) =>
      ts.isExpressionStatement(statement) &&
      ts.isCallExpression(statement.expression) &&
      testCalls.includes(statement.expression.expression.getText(source)),
  );
}

/** The names that stand at the top of a block. */
function declaredIn({ source }: Block, { imports = true } = {}): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isBindingElement(node) || ts.isVariableDeclaration(node)) add(node.name);
    else ts.forEachChild(node, add);
  };
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) statement.declarationList.declarations.forEach(add);
    else if ((ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement)) && statement.name)
      add(statement.name);
    else if (imports && ts.isImportDeclaration(statement) && statement.importClause) add(statement.importClause);
  }
  return names;
}

/** The names that code speaks of, those of members apart. */
function usedIn(node: ts.Node, names = new Set<string>()): ReadonlySet<string> {
  if (ts.isIdentifier(node) && !isMemberName(node)) names.add(node.text);
  ts.forEachChild(node, (child) => void usedIn(child, names));
  return names;
}

function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return ts.isPropertyAssignment(parent) && parent.name === node;
}

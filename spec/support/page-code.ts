import ts from 'typescript';
import type { Page } from './markdown.js';
import { importsFor, isWhole } from './snippets.js';

/** One block of code of a page about moving. */
export interface Fence {
  readonly language: string;
  readonly code: string;
  /** The name of a block that is ours, of its line "Ours, `chat.ts`:". */
  readonly name: string | undefined;
  /** C#, or what a line "Theirs …:" announces. */
  readonly isTheirs: boolean;
  /** Where it stands, for messages. */
  readonly where: string;
}

const announced = /^Ours, `([\w-]+\.[jt]s)`:$/;

/** The blocks of a page. Each is C#, or announced in the line before it: "Ours, `chat.ts`:", or "Theirs:" and "Theirs, …:". */
export function fencesOf({ path, text }: Page): readonly Fence[] {
  return [...text.matchAll(/(?:^([^\n]*)\n\n)?^```(\w*)[^\n]*\n([^]*?)^```$/gm)].map((found) => {
    const [, before = '', language = '', code = ''] = found;
    return {
      ...{ language, code },
      name: announced.exec(before)?.[1],
      isTheirs: language === 'csharp' || /^Theirs\b.*:$/.test(before),
      where: `${path}:${String(text.slice(0, found.index).split('\n').length)}`,
    };
  });
}

/** A block of ours as a module: its imports added, members put into a class of the hub `chathub`, everything exported. */
export function moduleOf({ code, name = '' }: Fence): string {
  const whole = isWhole(code) ? code : `@Hub('chathub')\nclass Members {\n${code}}\n`;
  const imports = code.startsWith('import ') || name.endsWith('.js') ? '' : importsFor(whole);
  return `${imports}\n${whole}\nexport { ${unexported(whole).join(', ')} };\n`;
}

/** What stands at the top of a module and is not exported. */
function unexported(code: string): readonly string[] {
  const source = ts.createSourceFile('module.ts', code, ts.ScriptTarget.ES2022);
  return source.statements.flatMap((statement) => {
    const isExported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(isExport);
    if (isExported === true) return [];
    if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(nameOf);
    return ts.isClassDeclaration(statement) || ts.isFunctionDeclaration(statement) ? nameOf(statement) : [];
  });
}

const isExport = ({ kind }: ts.Modifier): boolean => kind === ts.SyntaxKind.ExportKeyword;

function nameOf({ name }: { readonly name?: ts.Node | undefined }): readonly string[] {
  return name !== undefined && ts.isIdentifier(name) ? [name.text] : [];
}

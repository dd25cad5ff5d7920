import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Page } from './markdown.js';
import { repository } from './read-tree.js';

const doors = { 'web-pubsub-bindings': 'lib', 'web-pubsub-bindings/testing': 'lib/testing' } as const;

/** What a snippet may speak of without saying where it comes from. */
const given: Readonly<Record<string, string>> = {
  authenticate: "declare const authenticate: import('koa').Middleware;",
  router: "declare const router: import('@koa/router').default;",
  app: "declare const app: import('koa');",
  host: 'declare const host: Host;',
  Chat: "import { Chat } from './chat.js';",
  appUrl: 'declare const appUrl: string;',
  z: "import { z } from 'zod';",
  cors: "declare function cors(options: { origin?: string; credentials?: boolean }): import('koa').Middleware;",
  expect: "import { expect } from 'chai';",
  streamAnswer: 'declare function streamAnswer(data: unknown, out: AsyncCollector): Promise<void>;',
  readSecrets: 'declare function readSecrets(): Promise<Readonly<Record<string, string>>>;',
  WebPubSubServiceClient: "import { WebPubSubServiceClient } from '@azure/web-pubsub';",
};

/**
 * The TypeScript of a page as files: blocks with a name before them, such as `chat.ts`:, and one file of all others. A block that imports
 * is a module; another one is taken for statements, members of a class, or statements followed by members.
 */
export function snippetFiles({ path, text }: Page): Map<string, string> {
  const files = new Map<string, string>();
  const others: string[] = [];
  for (const [, name, code = ''] of text.matchAll(/(?:^`([\w-]+\.ts)`:\n\n)?^```ts\n([^]*?)^```$/gm)) {
    if (name === undefined) others.push(code.startsWith('import ') ? code : `{\n${asStatements(code)}}\n`);
    else files.set(name, code);
  }
  const body = others.join('\n');
  if (body !== '') files.set(`${path.replace(/\W/g, '-')}.ts`, `${importsFor(body)}\n${body}\nexport {};\n`);
  return files;
}

/** A block of code as statements: what is no statement is a member of a class. */
export function asStatements(code: string): string {
  if (isWhole(code)) return code;
  const members = code.search(/^@/m);
  const whole = `class Snippet {\n${code}}\n`;
  return isWhole(whole) || members <= 0 ? whole : `${code.slice(0, members)}class Snippet {\n${code.slice(members)}}\n`;
}

/** Whether code stands by itself, and is not members of a class. */
export function isWhole(code: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, experimentalDecorators: true },
  });
  return diagnostics.length === 0;
}

/** Imports and declarations of the names that the code uses and does not bring itself. */
export function importsFor(code: string): string {
  const isMissing = (name: string): boolean =>
    new RegExp(`\\b${name}\\b`).test(code) &&
    !new RegExp(`^import [^;]*\\b${name}\\b|^(const|(export )?class|function) ${name}\\b`, 'm').test(code);
  const lines = Object.entries(given).flatMap(([name, line]) => (isMissing(name) ? [line] : []));
  const isNamed = (name: string): boolean => isMissing(name) || lines.some((line) => line.includes(`: ${name}`));
  const imports = Object.entries(doors).map(([door, folder]) => {
    const names = exportsOf(folder).filter(isNamed);
    return `import { ${names.join(', ')} } from '${door}';`;
  });
  return [...imports, ...lines].join('\n');
}

function exportsOf(folder: string): string[] {
  const text = readFileSync(join(repository, folder, 'index.ts'), 'utf8');
  const lists = [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)];
  return [...new Set(lists.flatMap(([, list = '']) => list.match(/\w+/g) ?? []))];
}

import { spawnSync } from 'node:child_process';
import { Session, type Debugger, type InspectorNotification } from 'node:inspector';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Tells where a syntax error is, of what was loaded since. */
export interface SyntaxWatch {
  /** `file:line`, or undefined for other errors. */
  placeOf(error: unknown): string | undefined;
  close(): void;
}

/** Begins to watch. Of a module that cannot be parsed, Node tells the place only in what it prints when it ends by it. */
export function watchSyntax(): SyntaxWatch {
  const session = new Session();
  let failed: string | undefined;
  const onFailure = ({ params }: InspectorNotification<Debugger.ScriptFailedToParseEventDataType>): void => {
    failed = params.url;
  };
  session.connect();
  session.on('Debugger.scriptFailedToParse', onFailure);
  session.post('Debugger.enable');
  // A `debugger` statement would stop this very thread.
  session.post('Debugger.setSkipAllPauses', { skip: true });
  return {
    placeOf: (error) => (error instanceof SyntaxError ? (placeIn(error.stack) ?? placeInFile(failed)) : undefined),
    close: () => session.disconnect(),
  };
}

function placeInFile(url: string | undefined): string | undefined {
  if (!url?.startsWith('file:')) return undefined;
  const file = fileURLToPath(url);
  const { stderr } = spawnSync(process.execPath, ['--check', file], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return placeIn(stderr) ?? shortly(file);
}

/** The line before the one that is quoted. */
function placeIn(text = ''): string | undefined {
  const [, url, path = url, line] = /^(?:(file:\S+?)|(.+?)):(\d+)\r?\n/.exec(text) ?? [];
  if (path === undefined || line === undefined) return undefined;
  return `${shortly(path.startsWith('file:') ? fileURLToPath(path) : path)}:${line}`;
}

function shortly(file: string): string {
  const near = relative('', file);
  return near.startsWith('..') || isAbsolute(near) ? file : near;
}

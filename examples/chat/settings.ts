import { readFileSync } from 'node:fs';

interface Places {
  readonly environment?: NodeJS.ProcessEnv;
  readonly file?: string;
}

/** A setting from where the framework takes it, too: the environment, then `local.settings.json`. */
export function setting(name: string, { environment = process.env, file = 'local.settings.json' }: Places = {}) {
  return environment[name] ?? readValues(file)[name];
}

function readValues(file: string): Readonly<Record<string, string | undefined>> {
  try {
    const { Values } = JSON.parse(withoutComments(readFileSync(file, 'utf8'))) as { Values?: Record<string, string> };
    return Values ?? {};
  } catch {
    // It need not be there; what is wrong with one that is, bootstrap says.
    return {};
  }
}

// The tools that write this file tolerate a byte order mark and comments.
function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, '$1');
}

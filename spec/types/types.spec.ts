import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compilers: Readonly<Record<string, string>> = {
  '5.9': 'node_modules/typescript-5.9/bin/tsc',
  '6.0': 'node_modules/typescript/bin/tsc6',
  '7.0': 'node_modules/@typescript/native/bin/tsc',
};

interface CompilerError {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Compiles the fixtures as a consumer of the package would see it: through its exports and emitted declarations. */
function compile(compiler: string): Promise<readonly CompilerError[]> {
  return new Promise((resolve) => {
    const args = [compiler, '-p', 'spec/types/fixtures', '--pretty', 'false'];
    execFile(process.execPath, args, { cwd: root }, (_, output) => {
      resolve(parse(output));
    });
  });
}

function parse(output: string): readonly CompilerError[] {
  return output.split(/\n(?=\S)/).flatMap((block) => {
    const [, path, line, text] = /^(.+?)\((\d+),\d+\): error (TS\d+: [\s\S]*)$/.exec(block.trimEnd()) ?? [];
    if (path === undefined) return block.trim() === '' ? [] : [{ file: '', line: 0, text: block }];
    return [{ file: path.split('/').at(-1) ?? '', line: Number(line), text: text ?? '' }];
  });
}

/** The lines of a fixture that must be refused, and what the compiler must say there. */
async function marks(file: string): Promise<ReadonlyMap<number, string>> {
  const lines = (await readFile(`${root}/spec/types/fixtures/${file}`, 'utf8')).split('\n');
  const found = lines.map((line, index) => [index + 1, /\/\/ ✗ (.*)$/.exec(line)?.[1]] as const);
  return new Map(found.filter((mark): mark is readonly [number, string] => mark[1] !== undefined));
}

for (const [version, compiler] of Object.entries(compilers)) {
  describe(`the public types under TypeScript ${version}`, () => {
    let errors: readonly CompilerError[];

    before(async function () {
      this.timeout(60_000);
      errors = await compile(compiler);
    });

    it('accept every right line', () => {
      expect(errors.filter(({ file }) => file !== 'wrong.ts')).to.deep.equal([]);
    });

    it('refuse every wrong line with its sentence', async () => {
      const expected = await marks('wrong.ts');
      const missed = [...expected].filter(
        ([line, text]) =>
          !errors.some((error) => error.file === 'wrong.ts' && error.line === line && error.text.includes(text)),
      );
      expect(missed).to.deep.equal([]);
    });

    it('refuse nothing else', async () => {
      const expected = await marks('wrong.ts');
      expect(errors.filter(({ file, line }) => file === 'wrong.ts' && !expected.has(line))).to.deep.equal([]);
    });
  });
}

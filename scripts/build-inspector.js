// Makes the page of the emulator's inspector out of its sources: one script, with the library that it uses, and what stands beside it.
import { copyFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = new URL('../lib/emulator/inspector/page/', import.meta.url);
const target = new URL('../dist/lib/emulator/inspector/public/', import.meta.url);

await mkdir(target, { recursive: true });
await build({
  entryPoints: [fileURLToPath(new URL('main.ts', source))],
  outfile: fileURLToPath(new URL('app.js', target)),
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['es2022'],
  // The library's licence wants its notice to go along.
  legalComments: 'eof',
  logLevel: 'warning',
});
for (const name of ['index.html', 'style.css', 'icon.svg'])
  await copyFile(new URL(name, source), new URL(name, target));

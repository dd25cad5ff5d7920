import type * as WiredApp from './wired-app.js';

/**
 * Koa, the emulator and sockets are loaded by those who want them: a test of one method needs none. Where a tool has made CommonJS of this file
 * (tsx, in a project of CommonJS or under mocha), `import()` would load every class once more, and no `instanceof` would hold.
 */
export async function loadWired(): Promise<typeof WiredApp> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by the way that this file itself was loaded
  return isCommonJs() ? (require('./wired-app.js') as typeof WiredApp) : import('./wired-app.js');
}

/**
 * A module has no `require`; that of vitest, where it inlines a package, loads past vitest and knows nothing of this file. WebAssembly that Go
 * made leaves a global one behind, without the rest.
 */
function isCommonJs(): boolean {
  const isThere = typeof require === 'function' && typeof __filename === 'string' && typeof module === 'object';
  return isThere && require.cache[__filename] === module;
}

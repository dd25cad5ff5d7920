import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { findViolations } from './support/house.js';
import type { Tree } from './support/house/sources.js';
import type { Wall } from './support/house/walls.js';
import { readTree, repository } from './support/read-tree.js';

/** Files that need no spec of their own name, each with the place that shows what they do. */
const specElsewhere: Readonly<Record<string, string>> = {};

type Planted = readonly (readonly [fault: string, says: string, tree: Tree])[];

/** Trees with one fault, and what is said about it; every wall has at least one. */
// prettier-ignore
const planted: Readonly<Record<Wall, Planted>> = {
  imports: [
    ['an inner folder that imports outward', 'protocol may not import host', { 'lib/protocol/a.ts': "import { host } from '../host/host.js';" }],
    ['protocol that imports errors', 'protocol may not import errors', { 'lib/protocol/a.ts': "import { createError } from '../errors.js';" }],
    ['a folder that has no use for time', 'outputs may not import clock', { 'lib/outputs/a.ts': "import type { Clock } from '../clock.js';" }],
    ['a broker that keeps time itself', 'only types of clock', { 'lib/emulator/broker/a.ts': "import { systemClock } from '../../clock.js';" }],
    ['the framework that names the emulator', 'koa may not import emulator', { 'lib/koa/a.ts': "import type { Hub } from '../emulator/hub.js';" }],
    ['the emulator that names the framework', 'emulator may not import invocation', { 'lib/emulator/a.ts': "import { read } from '../invocation/read.js';" }],
    ['anything that imports testing', 'koa may not import testing', { 'lib/koa/a.ts': "import { fake } from '../testing/fake.js';" }],
    ['a decorator that imports a value of invocation', 'only types of invocation', { 'lib/decorators/a.ts': "import { read } from '../invocation/read.js';" }],
    ['a type among values, which still loads', 'only types of invocation', { 'lib/decorators/a.ts': "import { type Read } from '../invocation/read.js';" }],
    ['a re-export that crosses a wall', 'outputs may not import service', { 'lib/outputs/a.ts': "export { perform } from '../service/perform.js';" }],
    ['a type query that crosses a wall', 'outputs may not import service', { 'lib/outputs/a.ts': "export type P = import('../service/perform.js').P;" }],
    ['a lazy import that crosses a wall', 'outputs may not import service', { 'lib/outputs/a.ts': "export const p = () => import('../service/perform.js');" }],
    ['a require that crosses a wall', 'outputs may not import service', { 'lib/outputs/a.ts': "import p = require('../service/perform.js');" }],
    ['an import that nobody can read', 'not a plain text', { 'lib/service/a.ts': 'export const load = (name: string) => import(name);' }],
    ['a broker that knows its sockets', 'only types of emulator', { 'lib/emulator/broker/a.ts': "import { send } from '../client/send.js';" }],
    ['a page that runs the emulator', 'only types of emulator', { 'lib/emulator/inspector/page/a.ts': "import { listen } from '../../listener.js';" }],
    ['what a page thinks, with what it looks like', 'may not import emulator/inspector/page', { 'lib/emulator/inspector/model/a.ts': "import { view } from '../page/view.js';" }],
    ['an inner index', 'not an index', { 'lib/testing/a.ts': "import { startEmulator } from '../emulator/index.js';" }],
    ['the command past a door', 'cli may not import emulator', { 'lib/cli/a.ts': "import { listen } from '../emulator/listen.js';" }],
    ['a spec that is shipped', 'not shipped', { 'lib/testing/a.ts': "import { story } from '../../spec/support/story.js';" }],
    ['a bench that is shipped', 'not shipped', { 'lib/testing/a.ts': "import { app } from '../../bench/app.js';" }],
    ['an example that is shipped', 'not shipped', { 'lib/testing/a.ts': "import { app } from '../../examples/chat/app.js';" }],
    ['a folder that is not in the house', 'no folder of the house', { 'lib/utils/a.ts': 'export const a = 1;' }],
    ['the SDK outside service', 'host may not import @azure/web-pubsub', { 'lib/host/a.ts': "import type { WebPubSubServiceClient } from '@azure/web-pubsub';" }],
    ['the SDK loaded before it is needed', 'at first use', { 'lib/service/a.ts': "import { WebPubSubServiceClient } from '@azure/web-pubsub';" }],
    ['koa outside its folder', 'host may not import koa', { 'lib/host/a.ts': "import type { Context } from 'koa';" }],
    ['koa as a value in a decorator', 'only types of koa', { 'lib/decorators/a.ts': "import Koa from 'koa';" }],
    ['a package that nobody chose', 'koa may not import @koa/bodyparser', { 'lib/koa/a.ts': "import bodyParser from '@koa/bodyparser';" }],
    ['I/O in a folder without', 'outputs does no I/O', { 'lib/outputs/a.ts': "import { readFile } from 'node:fs/promises';" }],
    ['I/O in the broker', 'emulator/broker does no I/O', { 'lib/emulator/broker/a.ts': "import { createServer } from 'node:http';" }],
    ['I/O by the back door', 'outputs does no I/O', { 'lib/outputs/a.ts': "const fs = process.getBuiltinModule('node:fs');" }],
    ['more of Node than its crypto in protocol', 'node:crypto alone', { 'lib/protocol/a.ts': "import { inspect } from 'node:util';" }],
    ['a module of Node without node:', 'imported as node:', { 'lib/koa/a.ts': "import { createServer } from 'http';" }],
  ],
  globals: [
    ['a fetch without an import', 'uses fetch', { 'lib/outputs/a.ts': "export const ask = () => fetch('http://localhost');" }],
    ['the environment read by an inner folder', 'uses process', { 'lib/metadata/a.ts': "export const hub = process.env['HUB'];" }],
    ['an inner folder that prints', 'uses console', { 'lib/invocation/a.ts': "console.warn('late');" }],
  ],
  reflect: [
    ['Reflect outside the store', 'uses Reflect', { 'lib/metadata/scanner.ts': 'export const keys = Reflect.ownKeys({});' }],
    ['reflect-metadata outside the store', 'imports reflect-metadata', { 'lib/metadata/scanner.ts': "import 'reflect-metadata';" }],
    ['types that not every compiler emits', 'names design:', { 'lib/metadata/store.ts': "export const key = 'design:paramtypes';" }],
  ],
  webSocket: [
    ['ws outside the client side', 'for lib/emulator/client', { 'lib/emulator/rest/a.ts': "import { WebSocketServer } from 'ws';" }],
    ['ws in two files', 'as another file', { 'lib/emulator/client/a.ts': "import { WebSocket } from 'ws';", 'lib/emulator/client/b.ts': "import type { WebSocket } from 'ws';" }],
  ],
  certificates: [
    ['an option that takes any certificate', 'names rejectUnauthorized', { 'spec/contract/a.spec.ts': 'export const options = { rejectUnauthorized: false };' }],
    ['an environment that takes any certificate', 'names NODE_TLS', { 'bench/a.ts': "export const env = { ['NODE_TLS_REJECT_UNAUTHORIZED']: '0' };" }],
  ],
  cycles: [
    ['two files that load each other', 'lib/host/a.ts -> lib/host/b.ts', { 'lib/host/a.ts': "import { b } from './b.js';", 'lib/host/b.ts': "import { a } from './a.js';" }],
    ['a cycle over a re-export and a lazy import', 'a.ts -> lib/host/b.ts -> lib/host/c.ts', { 'lib/host/a.ts': "export { b } from './b.js';", 'lib/host/b.ts': "export const c = () => import('./c.js');", 'lib/host/c.ts': "import './a.js';" }],
  ],
  exports: [
    ['export *', 'export *', { 'lib/index.ts': "export * from './errors.js';" }],
    ['export * under a name', 'export *', { 'lib/index.ts': "export * as errors from './errors.js';" }],
    ['a default export', 'default export', { 'lib/host/a.ts': 'export default class Host {}' }],
    ['a default export by name', 'default export', { 'lib/host/a.ts': 'const host = 1; export { host as default };' }],
  ],
  fileNames: [
    ['camel case', 'kebab-case', { 'lib/host/createHost.ts': 'export const a = 1;' }],
    ['a suffix that the folder already says', 'kebab-case', { 'lib/decorators/hub.decorator.ts': 'export const a = 1;' }],
  ],
  doors: [
    ['a bench past a door', 'is no door', { 'bench/a.ts': "import { read } from '../lib/invocation/read.js';" }],
    ['an example past a door', 'is no door', { 'examples/chat/app.ts': "import { read } from '../../lib/invocation/read.js';" }],
  ],
  contract: [
    ['a contract spec that shares our spelling', 'literally', { 'spec/contract/a.spec.ts': "import { h } from '../../lib/protocol/header-names.js';" }],
    ['a parity spec that shares our spelling', 'literally', { 'spec/parity/a.spec.ts': "import { h } from '../../lib/protocol/header-names.js';" }],
  ],
  mirror: [
    ['code without a spec', 'has no spec/host/a.spec.ts', { 'lib/host/a.ts': 'export const a = () => 1;' }],
    ['a spec whose file is gone', 'mirrors no lib/host/a.ts', { 'spec/host/a.spec.ts': "describe('a', () => undefined);" }],
  ],
};

describe('the house', () => {
  it('stands as it was drawn', () => {
    const tree = readTree('lib', 'spec', 'examples', 'bench');
    const violations = findViolations(tree, { specElsewhere });
    expect(tree).to.include.keys('lib/errors.ts', 'spec/house.spec.ts');
    expect(violations.map(({ wall, file, problem }) => `${wall}: ${file} ${problem}`).join('\n')).to.equal('');
  });

  it('lets types cross where the table says so, and cycles of types alone', () => {
    const tree = {
      'lib/decorators/a.ts': "import type { B } from '../invocation/b.js'; export type A = B;",
      'lib/decorators/c.ts': "import type Koa from 'koa'; import type { A } from './a.js'; export type C = [A, Koa];",
      'lib/invocation/b.ts': "import type { D } from './d.js'; export interface B { d: D }",
      'lib/invocation/d.ts': "import type { B } from './b.js'; export interface D { b: B }",
    };
    expect(findViolations(tree)).to.deep.equal([]);
  });

  it('asks no spec of types, tables and re-exports', () => {
    const tree = {
      'lib/host/a.ts': "export interface A { b(): void } export const c = [1]; export { d } from './d.js';",
    };
    expect(findViolations(tree)).to.deep.equal([]);
  });

  it('does not mind what only a comment says', () => {
    const tree = {
      'lib/host/a.ts': "// Reflect.getMetadata('design:type') and import('koa') are not for us\nexport {};",
    };
    expect(findViolations(tree)).to.deep.equal([]);
  });

  it('wants the reason of a missing spec to be alive', () => {
    const gone = findViolations({}, { specElsewhere: { 'lib/host/a.ts': 'shown by spec/koa' } });
    expect(gone.map(({ wall }) => wall)).to.deep.equal(['mirror']);
  });

  for (const [wall, cases] of Object.entries(planted)) {
    for (const [fault, says, tree] of cases) {
      it(`${wall} refuses ${fault}`, () => {
        const problems = findViolations(tree).filter((violation) => violation.wall === wall);
        expect(problems.map(({ problem }) => problem).join()).to.include(says);
      });
    }
  }
});

describe('the build', () => {
  it('covers every project that has something to compile', () => {
    const text = readFileSync(join(repository, 'tsconfig.json'), 'utf8');
    const { references } = JSON.parse(text) as { references: { path: string }[] };
    const projects = ['lib', 'lib/emulator/inspector/page', 'spec', 'spec/browser', 'examples', 'bench'].filter(
      (path) => Object.keys(readTree(path)).length > 0,
    );
    expect(references.map(({ path }) => path)).to.have.members(projects.map((path) => `./${path}`));
  });
});

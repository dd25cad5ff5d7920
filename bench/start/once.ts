// Tells how many milliseconds one start takes in a process of its own: node dist/bench/start/once.js ours
/** What a start took. */
export interface Once {
  readonly milliseconds: number;
  /** CPU time of all threads, in milliseconds. */
  readonly cpu: number;
  /** Resident memory beyond that of Node, in bytes. */
  readonly memory: number;
}

/** What is started. */
export type StartName =
  | 'koa + @koa/router'
  | 'web-pubsub-bindings'
  | '@azure/web-pubsub'
  | '@azure/web-pubsub + undici'
  | 'bootstrap of 1 function'
  | 'bootstrap of 1,000 functions';

const starts: Readonly<Record<StartName, () => Promise<unknown>>> = {
  'koa + @koa/router': async () => Promise.all([import('koa'), import('@koa/router')]),
  'web-pubsub-bindings': async () => import('../../lib/index.js'),
  '@azure/web-pubsub': async () => import('@azure/web-pubsub'),
  '@azure/web-pubsub + undici': async () => Promise.all([import('@azure/web-pubsub'), import('undici')]),
  'bootstrap of 1,000 functions': async () => bootstrapOf(1_000),
  'bootstrap of 1 function': async () => bootstrapOf(1),
};

async function bootstrapOf(count: number): Promise<void> {
  const [{ default: Koa }, { bootstrap, defineFunction }] = await Promise.all([
    import('koa'),
    import('../../lib/index.js'),
  ]);
  const settings = {
    WebPubSubConnectionString: 'Endpoint=https://bench.webpubsub.azure.com;AccessKey=bench;Version=1.0;',
  };
  const functions = Array.from({ length: count }, (_, at) => {
    const trigger = { hub: `hub${String(at % 10)}`, eventType: 'user', eventName: `event${String(at)}` } as const;
    return defineFunction({ name: `function${String(at)}`, trigger }, () => undefined);
  });
  const app = new Koa();
  [before, used] = [performance.now(), process.cpuUsage()];
  bootstrap(app, { functions, settings });
}

const memory = process.memoryUsage.rss();
let [before, used] = [performance.now(), process.cpuUsage()];
await starts[process.argv[2] as StartName]();
const milliseconds = performance.now() - before;
const { user, system } = process.cpuUsage(used);
const once: Once = { milliseconds, cpu: (user + system) / 1_000, memory: process.memoryUsage.rss() - memory };
process.stdout.write(JSON.stringify(once));

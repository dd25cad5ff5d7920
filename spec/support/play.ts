import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { startEmulator } from '../../lib/emulator/index.js';
import type { Emulator } from '../../lib/emulator/index.js';
import type { HostOptions } from '../../lib/host/host.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { isDefinedFunction } from '../../lib/metadata/function-class.js';
import type { ControllerClass } from '../../lib/metadata/records.js';
import { decoratedClasses } from '../../lib/metadata/store.js';
import { MovedApp } from './moved-app.js';
import type { Running } from './moved-app.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';

/** What is done with the code of one block, and what is then true. */
export type Story = (app: MovedApp) => Promise<void>;

/** Runs a block that `load` imports: the app that it starts, or its controllers and functions on an app, with the emulator behind it. */
export async function play(load: () => Promise<object>, story: Story): Promise<void> {
  const emulator = await startEmulator({ port: 0, log: { warn: () => undefined, error: () => undefined } });
  const restore = setEnvironment(emulator.connectionString);
  const errors = holdErrors();
  try {
    const module = await load();
    const running = await run(module, errors.printed);
    sendEvents(running, emulator);
    const app = new MovedApp(module, running, emulator);
    try {
      await story(app);
    } finally {
      await app.leave();
      await emulator.close();
      running.server.close();
      await running.host.close();
    }
  } finally {
    await emulator.close();
    errors.release();
    restore();
  }
}

/** The settings that the pages speak of; every connection leads to the emulator. */
function setEnvironment(connectionString: string): () => void {
  const values = {
    ...{ WebPubSubConnectionString: connectionString, Other: connectionString },
    ...{ WebPubSubFunctionKeys: 'key-of-the-caller', ChatHub: 'chathub', PORT: '0' },
  };
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  };
}

/** Keeps what is printed to stderr, which is for the readers of an app and not for the report. */
function holdErrors(): { readonly printed: readonly LoggedLine[]; release(): void } {
  const printed: LoggedLine[] = [];
  const { write } = process.stderr;
  process.stderr.write = (text) => printed.push({ level: 'warn', message: String(text), details: {} }) > 0;
  return { printed, release: () => (process.stderr.write = write) };
}

async function run(module: object, printed: readonly LoggedLine[]): Promise<Running> {
  const { host, server } = module as Partial<Running>;
  if (host !== undefined && server !== undefined) {
    if (!server.listening) await once(server, 'listening');
    return { host, server, lines: printed };
  }
  const { log, lines } = recordingLog();
  const app = new Koa();
  const started = bootstrap(app, { ...functionsOf(module), log });
  const listening = app.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return { host: started, server: listening, lines };
}

function functionsOf(module: object): HostOptions {
  const values: readonly unknown[] = Object.values(module);
  const classes = new Set<unknown>(decoratedClasses());
  return {
    controllers: values.filter((value): value is ControllerClass => classes.has(value)),
    functions: values.filter(isDefinedFunction),
  };
}

/** Has the events of every hub sent to the app, those system events alone for which it has a function. */
function sendEvents({ host, server }: Running, emulator: Emulator): void {
  const { port } = server.address() as AddressInfo;
  const events = host.functions.filter((one) => one.kind === 'event');
  for (const hub of new Set(events.map((one) => one.hub))) {
    const systemEvents = events.filter((one) => one.hub === hub && one.eventType === 'system').map((one) => one.event);
    const urlTemplate = `http://127.0.0.1:${String(port)}${host.eventHandlerPath(hub)}`;
    emulator.setHub(hub, {
      eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents: systemEvents as never }],
    });
  }
}

import Koa from 'koa';
import type { HostOptions } from '../../lib/host/host.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { serve } from './app.js';
import { recordingLog } from './recording-log.js';

/** Serves functions on a Koa app while a story runs. */
export async function serveFunctions(options: HostOptions, story: (url: string) => Promise<void>): Promise<void> {
  const app = new Koa();
  const host = bootstrap(app, { log: recordingLog().log, ...options });
  await serve(app, ({ port }) => story(`http://127.0.0.1:${String(port)}`));
  await host.close();
}

// npm run dev: the service stays, and with it the clients; the compiler runs beside; the app starts anew at every saved change.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppProcess } from './dev/app-process.js';
import { startCompiler } from './dev/compiler.js';
import { onChange } from './dev/on-change.js';
import { runUntilStopped } from './run.js';
import { openService } from './service.js';

const dist = fileURLToPath(new URL('../../', import.meta.url));

await runUntilStopped(async () => {
  const service = await openService();
  console.log(`\n  Service    ${service.title}\n`);
  const app = new AppProcess(service);
  const compiler = startCompiler(join(dist, '..'));
  app.restart();
  const watcher = onChange([join(dist, 'lib'), join(dist, 'examples')], () => app.restart());
  return async () => {
    watcher.close();
    await compiler.close();
    // The service first: what it still sends is then still answered.
    await service.close();
    await app.close();
  };
});

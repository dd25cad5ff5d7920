// The app alone, as `npm run dev` starts it anew at every change: the service is where WebPubSubConnectionString says.
import { startApp } from './app.js';
import { askedPort, startOnPort } from './port.js';
import { runUntilStopped } from './run.js';
import { setting } from './settings.js';

/** What this process tells the one that started it. */
export interface Served {
  readonly url: string;
  readonly eventHandlerUrl: string;
}

await runUntilStopped(async () => {
  const connectionString = setting('WebPubSubConnectionString') ?? '';
  const port = { what: 'the app', usual: 3000, asked: askedPort() };
  const app = await startOnPort(port, (free) => startApp({ connectionString, port: free }));
  const { url, eventHandlerUrl } = app;
  process.send?.({ url, eventHandlerUrl } satisfies Served);
  await app.announce();
  return () => app.close();
});

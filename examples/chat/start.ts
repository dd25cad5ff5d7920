// npm start: the service and the app in one process.
import { startApp } from './app.js';
import { askedPort, startOnPort } from './port.js';
import { runUntilStopped } from './run.js';
import { openService } from './service.js';

await runUntilStopped(async () => {
  const port = { what: 'the app', usual: 3000, asked: askedPort() };
  const service = await openService();
  const { connectionString } = service;
  const app = await startOnPort(port, (free) => startApp({ connectionString, port: free }));
  service.sendEventsTo(app.eventHandlerUrl);
  console.log(`
  Chat       ${app.url}
  Service    ${service.title}

  Open the page in two tabs, under two names. Ctrl+C ends it.
`);
  await app.announce();
  return async () => {
    // The service first: what it still sends is then still answered.
    await service.close();
    await app.close();
  };
});

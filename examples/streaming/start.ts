// npm run start:streaming: the emulator and the app in one process.
import { startStreaming } from './app.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const streaming = await startStreaming({ port: Number(process.env['PORT'] ?? 0) }).catch((error: unknown) => {
  // Such as a port that is taken.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
console.log(`
  Assistant  ${streaming.url}

  Ask something, and stop it or close the page while it answers. Ctrl+C ends it.
`);
await stopped;
// Nothing is left then that could hold the process, so it ends by itself.
await streaming.close();

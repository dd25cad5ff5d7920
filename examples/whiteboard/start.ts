// npm run start:whiteboard: the emulator and the app in one process.
import { startWhiteboard } from './app.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const whiteboard = await startWhiteboard({ port: Number(process.env['PORT'] ?? 0) }).catch((error: unknown) => {
  // Such as a port that is taken.
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
console.log(`
  Whiteboard  ${whiteboard.url}

  Open it in two windows, one of them private, and draw. Ctrl+C ends it.
`);
await stopped;
await whiteboard.close();

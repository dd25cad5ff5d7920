// npm run start:whiteboard: the emulator and the app in one process.
import { startWhiteboard } from './app.js';

const whiteboard = await startWhiteboard({ port: Number(process.env['PORT'] ?? 0) });
console.log(`
  Whiteboard  ${whiteboard.url}

  Open it in two windows, one of them private, and draw. Ctrl+C ends it.
`);
await new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
await whiteboard.close();

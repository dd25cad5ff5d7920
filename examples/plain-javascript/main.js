// @ts-check
// npm run start:plain-javascript: the emulator and the app in one process.
import process from 'node:process';
import { start } from './start.js';

const stopped = new Promise((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, resolve);
});
const { url, close } = await start();
console.log(`
  Come in   node dist/lib/cli/main.js client '${url}/login?userid=ann'      in another shell, and type "hello"

  Ctrl+C ends it.
`);
await stopped;
await close();

// npm run start:from-express: the emulator and the app as it is now; with "before" behind two dashes, the app as it was.
import { after, before, startLobby } from './run.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const isBefore = process.argv[2] === 'before';
const lobby = await startLobby(isBefore ? before : after).catch((error: unknown) => {
  if (!isBefore || (error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('Express is not installed: npm install --prefix examples/from-express/before');
  process.exit(2);
});
console.log(`
  The lobby on ${isBefore ? 'Express, as it was' : 'Koa, as it is now'}

  Come in   node dist/lib/cli/main.js client '${lobby.url}/negotiate?user=ann'      in another shell
  Speak     /event say hello      there; /event shout hello, too

  Ctrl+C ends it.
`);
await stopped;
await lobby.close();

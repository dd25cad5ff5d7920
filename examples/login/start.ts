// npm run start:login: the emulator and the app in one process.
import { startLogin } from './app.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const login = await startLogin();
console.log(`
  Sign in      curl -c jar -H 'content-type: application/json' -d '{"name":"ann","password":"open sesame"}' ${login.url}/session
  Ask for it   curl -b jar -X POST ${login.url}/negotiate/editor

  Connect      node dist/lib/cli/main.js client '<the "url" of the answer>'
  Speak        /send red hello      there: ann may say something to the group "red", and hears it

  Ctrl+C ends it.
`);
await stopped;
await login.close();

// npm run start:login: the emulator and the app in one process.
import { startLogin } from './app.js';

const login = await startLogin();
console.log(`
  Sign in      curl -c jar -H 'content-type: application/json' -d '{"name":"ann","password":"open sesame"}' ${login.url}/session
  Ask for it   curl -b jar -X POST ${login.url}/negotiate/editor

  The answer has the "url" of a WebSocket for ann, who may say something to the group "red". Ctrl+C ends it.
`);
await new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
await login.close();

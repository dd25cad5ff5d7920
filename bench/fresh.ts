// Tells how many milliseconds the first one takes in a process of its own: node dist/bench/fresh.js test-app
type End = () => Promise<unknown>;

let start = performance.now();

const starts: Readonly<Record<string, () => Promise<End>>> = {
  'test-app': async () => {
    const [{ startTestApp }, { Chat }] = await Promise.all([import('../lib/testing/index.js'), import('./chat.js')]);
    const app = await startTestApp({ controllers: [Chat] });
    return () => app.close();
  },
  'test-app-call': async () => {
    const [{ startTestApp }, { Chat }] = await Promise.all([import('../lib/testing/index.js'), import('./chat.js')]);
    start = performance.now();
    const app = await startTestApp({ controllers: [Chat] });
    return () => app.close();
  },
  'first-test': async () => {
    const [{ startTestApp }, { Chat }] = await Promise.all([import('../lib/testing/index.js'), import('./chat.js')]);
    const app = await startTestApp({ controllers: [Chat] });
    const ann = await app.connect('chat', { userId: 'ann' });
    await ann.send('hi');
    await ann.next();
    return () => app.close();
  },
  'test-host': async () => {
    const [{ createTestHost }, { Chat }] = await Promise.all([import('../lib/testing/index.js'), import('./chat.js')]);
    const host = createTestHost({ controllers: [Chat] });
    await host.userEvent('chat', 'message', { data: 'hi' });
    return () => host.close();
  },
  bare: async () => {
    const { closeBare, startBare } = await import('./bare-server.js');
    const server = await startBare();
    return () => closeBare(server);
  },
};

const end = await starts[process.argv[2] ?? '']?.();
process.stdout.write(String(performance.now() - start));
await end?.();

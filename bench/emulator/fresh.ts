// Tells how many milliseconds `startEmulator()` takes in a process of its own, after the import: node dist/bench/emulator/fresh.js tls
const importing = performance.now();
const { startEmulator } = await import('../../lib/emulator/index.js');
const start = performance.now();
const emulator = await startEmulator({ port: 0, tls: process.argv[2] === 'tls' });
const started = performance.now();
process.stdout.write(JSON.stringify({ importing: start - importing, start: started - start }));
await emulator.close();

/** Runs a program until somebody ends it: by Ctrl+C, by a polite kill, or by ending the process that started it. */
export async function runUntilStopped(start: () => Promise<() => Promise<void>>): Promise<void> {
  const stopped = nextStop();
  try {
    const close = await start();
    await stopped;
    await close();
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}

// The handlers stay: npm passes Ctrl+C on, so it comes twice.
function nextStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
    process.once('disconnect', resolve);
  });
}

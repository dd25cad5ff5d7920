/** Resolves when the process is asked to end. The handlers stay: npx passes Ctrl+C on, so it comes twice. */
export function nextInterruption(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
}

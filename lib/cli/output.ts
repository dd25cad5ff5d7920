/** Tells of the first write to stdout that fails, such as on a full disk: nobody has the result then. */
export function onLostOutput(tell: (problem: Error) => void): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    tell(new Error(`The output cannot be written (${error.code ?? 'unknown'}).`, { cause: error }));
  });
  // There is no place left to say it.
  process.stderr.on('error', () => undefined);
}

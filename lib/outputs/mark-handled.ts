/**
 * A rejection that nobody awaits would end the process; for whoever awaits the promise it stays what it is. The observer hears of it in
 * either case, for nobody can tell the two apart.
 */
export function markHandled<T>(promise: Promise<T>, observe?: (error: unknown) => void): Promise<T> {
  promise.catch((error: unknown) => {
    try {
      observe?.(error);
    } catch {
      // An observer that fails itself, a log for example, has nobody to tell.
    }
  });
  return promise;
}

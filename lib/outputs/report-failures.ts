import { DeliveryError, type OutputFailure } from '../errors.js';

/** Tells the observer of everything that went wrong; the error is for what the caller has to know, too. */
export function reportFailures(
  total: number,
  failures: readonly OutputFailure[],
  onFailure: ((error: DeliveryError) => void) | undefined,
): DeliveryError | undefined {
  const absent = failures.filter(({ outcome }) => outcome === 'absent');
  const undelivered = failures.filter(({ outcome }) => outcome !== 'absent');
  if (absent.length > 0) onFailure?.(new DeliveryError(total, absent));
  if (undelivered.length === 0) return undefined;
  const error = new DeliveryError(total, undelivered);
  onFailure?.(error);
  return error;
}

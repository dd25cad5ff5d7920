/** The state of a connection, which the service keeps between events. */
export type ConnectionStates = Record<string, unknown>;

/**
 * Reads `ce-connectionState`: base64 of a JSON object. What is not one counts as no state, as in the service's own SDKs.
 * A key named `__proto__` is left out, so that no later merge can reach a prototype.
 */
export function decodeConnectionState(header: string | undefined): ConnectionStates {
  if (header === undefined || header === '') return {};
  try {
    const value: unknown = JSON.parse(Buffer.from(header, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__'));
  } catch {
    return {};
  }
}

/** The header value for a state; an empty state is the base64 of `{}`, which clears what the service kept. */
export function encodeConnectionState(states: ConnectionStates): string {
  return Buffer.from(JSON.stringify(states), 'utf8').toString('base64');
}

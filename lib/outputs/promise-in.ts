/** The first key of an object or array whose value is a promise that nobody awaited: JSON.stringify gives `{}` for it, which nobody means. */
export function promiseIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const key of Object.keys(value))
    if ((value as Readonly<Record<string, unknown>>)[key] instanceof Promise) return key;
  return undefined;
}

/** An object of keys and values: no array, bytes, error, stream, iterator or other object with a meaning of its own. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  // The tag tells built-ins apart, of other realms too; streams and generators of our own making are known by what they can do.
  const isObject = Object.prototype.toString.call(value) === '[object Object]';
  return isObject && !(Symbol.iterator in value) && !(Symbol.asyncIterator in value);
}

/** Whether an object was written as a literal, so that even without keys it says something. */
export function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  // In every realm it is Object.prototype that has no prototype itself.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Whether an object has no key besides these. */
export function hasOnlyKeys(value: object, keys: readonly string[]): boolean {
  const own = Object.keys(value);
  return own.every((key) => keys.includes(key));
}

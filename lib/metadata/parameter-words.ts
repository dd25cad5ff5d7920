/** `2nd parameter` for the index 1, since people count from one. */
export function nthParameter(index: number): string {
  const place = index + 1;
  const ending = place % 100 >= 11 && place % 100 <= 13 ? 'th' : (endings[place % 10] ?? 'th');
  return `${String(place)}${ending} parameter`;
}

const endings = ['th', 'st', 'nd', 'rd'];

/** The name of a parameter, where the text of its function shows it plainly: `undefined` for what is taken apart or has a default. */
export function parameterName(method: unknown, index: number): string | undefined {
  if (typeof method !== 'function') return undefined;
  const [, list] = /^[\w$\s*#]*\(([^()=]*)\)/.exec(Function.prototype.toString.call(method)) ?? [];
  // A comma inside of braces parts no parameters.
  const name =
    list
      ?.replace(/\{[^{}]*\}|\[[^[\]]*\]/g, '{}')
      .split(',')
      [index]?.trim() ?? '';
  return /^[\w$]+$/.test(name) ? name : undefined;
}

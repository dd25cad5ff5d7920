import { hasOnlyKeys, isRecord } from './own-keys.js';

// AWS Lambda says `statusCode`, Azure Functions in its model v4 `jsonBody`.
const telling = ['statusCode', 'jsonBody'];
const beside = ['status', 'headers', 'multiValueHeaders', 'cookies', 'body', 'isBase64Encoded', 'isRaw'];

/**
 * What to warn of where an HTTP function returned an answer as other frameworks have it, which goes out as data, with status 200. Undefined
 * for any other value, such as one of those keys beside others.
 */
export function foreignAnswer(where: string, returned: unknown): string | undefined {
  if (!isRecord(returned) || !hasOnlyKeys(returned, [...telling, ...beside])) return undefined;
  if (!telling.some((key) => Object.hasOwn(returned, key))) return undefined;
  const keys = Object.keys(returned).join(', ');
  const remedy =
    'Return { status, headers, body }; an object as body is JSON. If it is data, return { status: 200, body: data }.';
  return `${where} returned { ${keys} }, which no answer here is made of, so the caller gets it as JSON with status 200. ${remedy}`;
}

import { hasOnlyKeys, isRecord } from './own-keys.js';
import { isRefusalCode } from './refusal.js';

/**
 * What to warn of where a function of a user event returned a refusal with a code that there is not, which goes out as data: a misspelt one lets
 * a client pass. Undefined for any other value.
 */
export function misspeltRefusal(where: string, returned: unknown): string | undefined {
  if (!isRecord(returned) || !hasOnlyKeys(returned, ['code', 'errorMessage'])) return undefined;
  const { code, errorMessage } = returned;
  if (typeof code !== 'string' || typeof errorMessage !== 'string' || isRefusalCode(code)) return undefined;
  const remedy =
    'Refuse with "unauthorized", "userError" or "serverError". If it is data, return { dataType: "json", data }.';
  return `${where} returned { code: ${JSON.stringify(code.slice(0, 50))}, errorMessage }, which refuses nobody: the client gets it as data. ${remedy}`;
}

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

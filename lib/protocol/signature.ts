import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * One element of `ce-signature`: HMAC-SHA256 of the connection id with the access key as UTF-8 text (it is not base64-decoded).
 * It covers the connection id alone, neither body nor time.
 */
export function signConnection(accessKey: string, connectionId: string): string {
  return `sha256=${createHmac('sha256', accessKey).update(connectionId).digest('hex')}`;
}

/** The value of `ce-signature`: one element a key, primary first. */
export function formatSignature(accessKeys: readonly string[], connectionId: string): string {
  return accessKeys.map((key) => signConnection(key, connectionId)).join(',');
}

/** Whether any element of a `ce-signature` value equals one of the expected elements, compared in constant time. */
export function signatureMatches(signature: string, expected: readonly string[]): boolean {
  let matches = false;
  for (const part of signature.split(',')) {
    const presented = part.trim().toLowerCase();
    for (const element of expected) matches = equalInConstantTime(presented, element) || matches;
  }
  return matches;
}

/** Compares two texts without telling by its duration where they differ; their lengths are not secret. */
export function equalInConstantTime(presented: string, expected: string): boolean {
  const left = Buffer.from(presented);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

import type { JwtPayload } from 'jsonwebtoken';
import type { Clock } from '../clock.js';

/** A token of the SDK, which knows the machine's time alone: the same claims for as long, from now on by the clock. */
export async function signAgain(token: string, accessKey: string, clock: Clock): Promise<string> {
  const { default: jwt } = await import('jsonwebtoken');
  const { iat = 0, exp = 0, ...claims } = jwt.decode(token) as JwtPayload;
  const now = Math.floor(clock.now() / 1_000);
  return jwt.sign({ ...claims, iat: now, exp: now + exp - iat }, accessKey, { algorithm: 'HS256' });
}

import jsonwebtoken from 'jsonwebtoken';

export const emulatorKey = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH';

/** A token of these claims that is good for an hour, unless they say otherwise. */
export function accessToken(claims: object, key = emulatorKey): string {
  const exp = Math.floor(Date.now() / 1000) + 3600;
  return jsonwebtoken.sign(JSON.parse(JSON.stringify({ exp, ...claims })) as object, key, { algorithm: 'HS256' });
}

import { randomBytes } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
// recorded: connection ids of the service have 31 characters.
const length = 31;

export type NewConnectionId = () => string;

/** An id that nobody can guess, of letters and digits alone. */
export function newConnectionId(): string {
  let id = '';
  for (const byte of randomBytes(length)) id += alphabet.charAt(byte % alphabet.length);
  return id;
}

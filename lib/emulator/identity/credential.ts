import { settingError } from '../settings-reader.js';
import type { EntraIssuer } from './entra-issuer.js';

/** What the SDK takes as a `TokenCredential`: an identity of the emulator's own issuer. */
export interface EmulatorCredential {
  /** A token for the resource of a scope, such as `https://webpubsub.azure.com/.default`. */
  getToken(scopes: string | string[]): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>;
}

/** The identity of the app. Whether its tokens are taken is judged where they arrive. */
export function createCredential(issuer: Pick<EntraIssuer, 'issue'>): EmulatorCredential {
  return {
    async getToken(scopes) {
      const { token, expiresAt } = await issuer.issue(resourceOf(scopes), 'app');
      return { token, expiresOnTimestamp: expiresAt };
    },
  };
}

// Entra: an app asks for all that it may do at one resource.
function resourceOf(scopes: unknown): string {
  const [scope, ...more] = (Array.isArray(scopes) ? scopes : [scopes]) as readonly unknown[];
  const resource = typeof scope === 'string' && more.length === 0 ? /^(.+)\/\.default$/.exec(scope)?.[1] : undefined;
  if (resource !== undefined) return resource;
  const remedy = 'Ask for one resource with "/.default" behind it, such as https://webpubsub.azure.com/.default.';
  throw settingError('credential', 'asked for no scope of one resource', remedy);
}

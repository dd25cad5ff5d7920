import { createError } from '../errors.js';
import { readHostUrl } from './host-url.js';
import type { Settings } from './settings.js';

/** Which identity this app calls the service with, in the names that Azure Functions has for it. */
export interface CredentialOptions {
  /** `default` tries everything that @azure/identity knows, in its order. */
  readonly kind: 'default' | 'managedidentity' | 'workloadidentity' | 'clientsecret';
  readonly clientId?: string;
  readonly managedIdentityResourceId?: string;
  readonly tenantId?: string;
  readonly clientSecret?: string;
  /** Where tokens are asked for; default: the public cloud. */
  readonly authorityHost?: string;
}

/** Whose tokens prove that an event comes from the service. */
export interface EventCaller {
  /** The connection, for messages. */
  readonly name: string;
  readonly authorityHost: string;
  readonly tenantId: string;
  readonly audience: string;
  /** The object id of the service's managed identity. */
  readonly principalId: string;
}

/** What stands in the place of an access key. */
export interface Identity {
  readonly credential: CredentialOptions;
  /** Whose events are taken, or the settings that are missing to say it. */
  readonly caller: EventCaller | { readonly missing: readonly string[] };
}

const publicAuthority = 'https://login.microsoftonline.com';
const suffixes = [
  ...['credential', 'clientId', 'clientSecret', 'managedIdentityResourceId', 'tenantId', 'authorityHost'],
  ...['webhookAudience', 'principalId'],
];

/** Reads the settings of a connection's identity. `where` names who needs it, for errors. */
export function readIdentity(name: string, settings: Settings, where: string): Identity {
  const read = (suffix: string) => settings(`${name}__${suffix}`)?.trim() || undefined;
  const authority = read('authorityHost');
  const authorityHost = authority && readHostUrl(`${name}__authorityHost`, authority, { plain: 'loopback' });
  const tenantId = readGuid(`${name}__tenantId`, read('tenantId'), 'the id of a tenant, as its overview shows it');
  return {
    credential: readCredential(name, read, where, { tenantId, authorityHost }),
    caller: readCaller(name, read, { tenantId, authorityHost }),
  };
}

/** The settings that only an identity has and that are there; for an error where the rest of it is missing. */
export function identitySettings(name: string, settings: Settings): readonly string[] {
  return suffixes.map((suffix) => `${name}__${suffix}`).filter((setting) => settings(setting)?.trim());
}

type Read = (suffix: string) => string | undefined;
interface Place {
  readonly tenantId: string | undefined;
  readonly authorityHost: string | undefined;
}

function readCredential(name: string, read: Read, where: string, place: Place): CredentialOptions {
  const given = {
    ...{ clientId: read('clientId'), managedIdentityResourceId: read('managedIdentityResourceId') },
    ...{ clientSecret: read('clientSecret'), ...place },
  };
  const kind = kindOf(name, read('credential'), given.clientSecret);
  if (kind === 'clientsecret') requireAll(name, where, { tenantId: given.tenantId, clientId: given.clientId });
  if (given.clientId !== undefined && given.managedIdentityResourceId !== undefined) {
    const setting = `${name}__managedIdentityResourceId`;
    const problem = `given beside ${name}__clientId, and each names an identity`;
    throw createError('WPS_SETTING_INVALID', { setting, problem, expected: 'no value, or leave the other out' });
  }
  return { kind, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}

function kindOf(name: string, said: string | undefined, secret: string | undefined): CredentialOptions['kind'] {
  const kind = said?.toLowerCase();
  if (kind === undefined) return secret === undefined ? 'default' : 'clientsecret';
  if (kind === 'managedidentity' || kind === 'workloadidentity') return kind;
  throw createError('WPS_SETTING_INVALID', {
    ...{ setting: `${name}__credential`, problem: 'not a kind of credential' },
    expected: '"managedidentity", "workloadidentity", or no value for whatever @azure/identity finds',
  });
}

function requireAll(name: string, where: string, parts: Readonly<Record<string, string | undefined>>): void {
  const missing = missingOf(name, parts);
  if (missing.length === 0) return;
  const remedy = `Set it, or leave ${name}__clientSecret out.`;
  throw createError('WPS_IDENTITY_INCOMPLETE', { setting: name, missing: missing.join(', '), where, remedy });
}

function readCaller(name: string, read: Read, { tenantId, authorityHost }: Place): Identity['caller'] {
  const audience = read('webhookAudience');
  const expected = 'the object id of the managed identity of the service (its client id is another one)';
  const principalId = readGuid(`${name}__principalId`, read('principalId'), expected);
  if (audience === undefined || tenantId === undefined || principalId === undefined) {
    return { missing: missingOf(name, { webhookAudience: audience, tenantId, principalId }) };
  }
  return { name, authorityHost: authorityHost ?? publicAuthority, tenantId, audience, principalId };
}

function missingOf(name: string, parts: Readonly<Record<string, string | undefined>>): readonly string[] {
  const absent = Object.entries(parts).filter(([, value]) => value === undefined);
  return absent.map(([suffix]) => `${name}__${suffix}`);
}

// Entra writes ids in lower case, and compares issuers as they are written.
function readGuid(setting: string, text: string | undefined, expected: string): string | undefined {
  if (text === undefined || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return text?.toLowerCase();
  throw createError('WPS_SETTING_INVALID', { setting, problem: 'not an id (a GUID)', expected });
}

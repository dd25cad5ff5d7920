import type * as azureIdentity from '@azure/identity';
import type { WebPubSubServiceClient } from '@azure/web-pubsub';
import { createError } from '../errors.js';
import type { CredentialOptions } from './identity.js';

/** What the SDK takes beside an access key. */
export type TokenCredential = Extract<
  ConstructorParameters<typeof WebPubSubServiceClient>[1],
  { getToken: (...given: never[]) => unknown }
>;
type AzureIdentity = typeof azureIdentity;

/**
 * The credential of a connection by identity. `name` is the connection, for errors.
 * @throws ConfigurationError when @azure/identity, which an app brings along itself, is not there.
 */
export async function createCredential(
  name: string,
  options: CredentialOptions,
  load: () => Promise<AzureIdentity> = () => import('@azure/identity'),
): Promise<TokenCredential> {
  return kinds[options.kind](await loadFor(name, load), options);
}

// ERR_MODULE_NOT_FOUND by import(), MODULE_NOT_FOUND where a bundler made require() of it.
async function loadFor(name: string, load: () => Promise<AzureIdentity>): Promise<AzureIdentity> {
  try {
    return await load();
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const absent = code?.endsWith('MODULE_NOT_FOUND') === true && message.includes('@azure/identity');
    if (!absent) throw cause;
    throw createError('WPS_IDENTITY_PACKAGE', { setting: name }, { cause });
  }
}

type Create = (identity: AzureIdentity, options: CredentialOptions) => TokenCredential;

/** Source: how Azure Functions reads the settings of a connection by identity. */
const kinds: Readonly<Record<CredentialOptions['kind'], Create>> = {
  default: ({ DefaultAzureCredential }, { clientId, managedIdentityResourceId, ...common }) =>
    new DefaultAzureCredential({
      ...placeOf(common),
      ...(clientId && { managedIdentityClientId: clientId, workloadIdentityClientId: clientId }),
      ...(managedIdentityResourceId && { managedIdentityResourceId }),
    }),
  managedidentity: ({ ManagedIdentityCredential }, { clientId, managedIdentityResourceId: resourceId }) => {
    if (resourceId !== undefined) return new ManagedIdentityCredential({ resourceId });
    return new ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  },
  workloadidentity: ({ WorkloadIdentityCredential }, { clientId, ...common }) =>
    new WorkloadIdentityCredential({ ...placeOf(common), ...(clientId && { clientId }) }),
  clientsecret: ({ ClientSecretCredential }, { tenantId = '', clientId = '', clientSecret = '', ...common }) =>
    new ClientSecretCredential(tenantId, clientId, clientSecret, placeOf(common)),
};

function placeOf({ tenantId, authorityHost }: Pick<CredentialOptions, 'tenantId' | 'authorityHost'>) {
  return { ...(tenantId && { tenantId }), ...(authorityHost && { authorityHost }) };
}

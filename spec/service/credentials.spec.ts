import { expect } from 'chai';
import { createCredential } from '../../lib/service/credentials.js';
import type { CredentialOptions } from '../../lib/service/identity.js';
import { rejectionOf } from '../support/performs.js';

const classOf = async (options: CredentialOptions) => (await createCredential('Main', options)).constructor.name;
const failing = (code: string, message: string) => () => Promise.reject(Object.assign(new Error(message), { code }));

describe('the credential of a connection by identity', () => {
  it('is the one of @azure/identity that the settings mean', async () => {
    expect(await classOf({ kind: 'default', clientId: 'c' })).to.equal('DefaultAzureCredential');
    expect(await classOf({ kind: 'managedidentity' })).to.equal('ManagedIdentityCredential');
    expect(await classOf({ kind: 'managedidentity', managedIdentityResourceId: '/r' })).to.equal(
      'ManagedIdentityCredential',
    );
    const secret = { tenantId: 't', clientId: 'c', clientSecret: 's' };
    expect(await classOf({ kind: 'clientsecret', ...secret })).to.equal('ClientSecretCredential');
  });

  it('needs the package, and says how to get it', async () => {
    const load = failing('ERR_MODULE_NOT_FOUND', "Cannot find package '@azure/identity' imported from x");
    const error = await rejectionOf(createCredential('Main', { kind: 'default' }, load));
    expect(error).to.have.property('code', 'WPS_IDENTITY_PACKAGE');
    expect((error as Error).message)
      .to.include('Main')
      .and.include('npm install @azure/identity');
  });

  it('leaves any other failure to load as it is', async () => {
    const load = failing('ERR_MODULE_NOT_FOUND', "Cannot find package 'open' imported from x");
    expect(await rejectionOf(createCredential('Main', { kind: 'default' }, load)))
      .to.have.property('message')
      .that.includes("'open'");
  });
});

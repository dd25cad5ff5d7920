import { expect } from 'chai';
import { createCredential } from '../../../lib/emulator/identity/credential.js';

const issue = (resource: string, principal: string) =>
  Promise.resolve({ token: `${principal} ${resource}`, expiresAt: 1000, renewAt: 500 });
const credential = createCredential({ issue });

describe('the credential of the emulator', () => {
  it('gives tokens for the resource of a scope, as text or in a list of one', async () => {
    const scope = 'https://webpubsub.azure.com/.default';
    const expected = { token: 'app https://webpubsub.azure.com', expiresOnTimestamp: 1000 };
    expect([await credential.getToken(scope), await credential.getToken([scope])]).to.deep.equal([expected, expected]);
  });

  for (const scopes of ['https://webpubsub.azure.com', '/.default', ['a/.default', 'b/.default'], []]) {
    it(`gives none for ${JSON.stringify(scopes)}`, async () => {
      const error = await credential.getToken(scopes).catch((reason: unknown) => reason);
      expect(error).to.include({ code: 'WPS_EMULATOR_SETTING' });
    });
  }
});

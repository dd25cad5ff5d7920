import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { createTokenCheck, issuersOf } from '../../lib/service/entra-tokens.js';
import { audience, entraToken, principalId, startFakeIssuer, tenantId } from '../support/fake-issuer.js';
import type { TokenChanges } from '../support/fake-issuer.js';
import { rejectionOf } from '../support/performs.js';

async function check(changes: TokenChanges): Promise<void> {
  const { authorityHost, close } = await startFakeIssuer();
  const accept = createTokenCheck({ name: 'Main', authorityHost, tenantId, audience, principalId });
  try {
    await accept(entraToken(changes));
  } finally {
    await close();
  }
}

// What each fault is refused with on the wire is in spec/contract/identity-events.
describe('the check of a token', () => {
  it('accepts the caller in any letter case', async () => {
    await check({ claims: { oid: principalId.toUpperCase() } });
  });

  it('accepts one audience of several', async () => {
    await check({ claims: { aud: ['api://other', audience] } });
  });

  it('goes by the clock it is given', async () => {
    const { authorityHost, close } = await startFakeIssuer();
    const clock = { ...systemClock, now: () => Date.now() + 3_700_000 };
    const accept = createTokenCheck({ name: 'Main', authorityHost, tenantId, audience, principalId }, clock);
    expect((await rejectionOf(accept(entraToken()))).message).to.include('It has expired');
    await close();
  });

  it('names the setting to compare, and keeps nothing of the token', async () => {
    const error = await rejectionOf(check({ claims: { oid: 'someone-else' } }));
    expect(error).to.include({ code: 'WPS_TOKEN_REFUSED', status: 401 }).and.not.have.property('cause');
    expect((error as Error).message)
      .to.include('Main__principalId')
      .and.not.include('someone-else');
  });

  it('takes no caller that is no text', async () => {
    for (const oid of [null, {}, [principalId], [principalId, 'x'], 7]) {
      expect(await rejectionOf(check({ claims: { oid } }))).to.have.property('status', 401);
    }
  });
});

describe('the issuers of a tenant', () => {
  for (const [authorityHost, ...issuers] of [
    ['https://login.microsoftonline.com', 'https://sts.windows.net/t/', 'https://login.microsoftonline.com/t/v2.0'],
    ['https://login.microsoftonline.us', 'https://sts.windows.net/t/', 'https://login.microsoftonline.us/t/v2.0'],
    [
      'https://login.chinacloudapi.cn',
      'https://sts.chinacloudapi.cn/t/',
      'https://login.partner.microsoftonline.cn/t/v2.0',
    ],
  ] as const) {
    it(`are those of its cloud, ${authorityHost}`, () => {
      expect(issuersOf({ authorityHost, tenantId: 't' })).to.deep.equal(issuers);
    });
  }
});

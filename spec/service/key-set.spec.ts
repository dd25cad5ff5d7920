import { expect } from 'chai';
import { jwtVerify } from 'jose';
import { KeySet } from '../../lib/service/key-set.js';
import { entraToken, startFakeIssuer } from '../support/fake-issuer.js';
import type { FakeIssuer } from '../support/fake-issuer.js';
import { rejectionOf } from '../support/performs.js';
import type { Scripted } from '../support/tiny-service.js';

async function withKeys<T>(
  story: (verify: (token: string) => Promise<unknown>, issuer: FakeIssuer) => Promise<T>,
  answer?: () => Scripted,
) {
  const issuer = await startFakeIssuer(answer);
  const keys = new KeySet(new URL(`${issuer.authorityHost}/keys`));
  try {
    return await story((token) => jwtVerify(token, keys.find), issuer);
  } finally {
    await issuer.close();
  }
}
const strange = entraToken({ header: { kid: 'other' } });

describe('a key set', () => {
  it('is fetched once for many tokens', async () => {
    await withKeys(async (verify, issuer) => {
      await Promise.all([verify(entraToken()), verify(entraToken())]);
      await verify(entraToken());
      expect(issuer.asked()).to.deep.equal(['/keys']);
    });
  });

  it('is not fetched again for every token with a key that nobody knows', async () => {
    await withKeys(async (verify, issuer) => {
      for (let count = 0; count < 5; count += 1) {
        expect(await rejectionOf(verify(strange))).to.have.property('code', 'ERR_JWKS_NO_MATCHING_KEY');
      }
      expect(issuer.asked()).to.have.lengthOf(1);
    });
  });

  it('that cannot be had is not asked for by every event, and fails in one way for all of them', async () => {
    const down = () => ({ status: 500 });
    await withKeys(async (verify, issuer) => {
      const together = await Promise.all([rejectionOf(verify(entraToken())), rejectionOf(verify(entraToken()))]);
      const later = await rejectionOf(verify(entraToken()));
      expect(new Set([...together, later]).size).to.equal(1);
      expect(later).to.include({ code: 'WPS_TOKEN_KEYS', status: 503 });
      expect(issuer.asked()).to.have.lengthOf(1);
    }, down);
  });

  it('that could not be had is asked for again after a pause', async () => {
    let time = Date.now();
    const answers: Scripted[] = [{ status: 500 }];
    const issuer = await startFakeIssuer(() => answers.shift());
    const keys = new KeySet(new URL(`${issuer.authorityHost}/keys`), { now: () => time });
    const verify = () => jwtVerify(entraToken(), keys.find);
    await rejectionOf(verify());
    time += 4_999;
    await rejectionOf(verify());
    time += 1;
    expect((await verify()).payload).to.have.property('oid');
    await issuer.close();
    expect(issuer.asked()).to.have.lengthOf(2);
  });

  it('names what the network said', async () => {
    const { authorityHost, close } = await startFakeIssuer();
    await close();
    const keys = new KeySet(new URL(`${authorityHost}/keys`));
    const error = await rejectionOf(jwtVerify(entraToken(), keys.find));
    expect((error as Error).message).to.match(/had: ECONNREFUSED \(/);
  });
});

import { expect } from 'chai';
import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { EntraIssuer } from '../../../lib/emulator/identity/entra-issuer.js';
import { ManualClock } from '../../support/manual-clock.js';

const url = 'http://localhost:8080';
const tenant = '00000000-0000-4000-8000-000000000001';
const keysPath = `/${tenant}/discovery/v2.0/keys`;

function story() {
  const clock = new ManualClock();
  return { clock, issuer: new EntraIssuer(url, clock) };
}

describe("the issuer of the emulator's identity tokens", () => {
  it('signs tokens that its published key proves', async () => {
    const { clock, issuer } = story();
    const keys = createLocalJWKSet((await issuer.documentAt(keysPath)) as JSONWebKeySet);
    const { payload } = await jwtVerify((await issuer.issue('api://app', 'service')).token, keys, {
      issuer: `${url}/${tenant}/v2.0`,
      audience: 'api://app',
      algorithms: ['RS256'],
      currentDate: new Date(clock.now()),
    });
    expect(payload).to.include({ oid: issuer.identity.principalId, tid: tenant });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).to.equal(86_400);
  });

  it('publishes the public half of its key alone, and where it is', async () => {
    const { issuer } = story();
    const { keys } = (await issuer.documentAt(keysPath)) as JSONWebKeySet;
    expect(keys).to.have.length(1);
    expect(keys[0]).to.have.all.keys('kty', 'n', 'e', 'kid', 'use', 'alg');
    const configuration = await issuer.documentAt(`/${tenant}/v2.0/.well-known/openid-configuration`);
    expect(configuration).to.include({ issuer: `${url}/${tenant}/v2.0`, jwks_uri: url + keysPath });
  });

  it('publishes nothing anywhere else', async () => {
    const { issuer } = story();
    for (const path of ['/', `/${tenant}/`, `/other/discovery/v2.0/keys`, `${keysPath}/`]) {
      expect(await issuer.documentAt(path)).to.equal(undefined);
    }
  });

  it('gives one token to a resource for half its life', async () => {
    const { clock, issuer } = story();
    const token = async (resource: string) => (await issuer.issue(resource, 'service')).token;
    const first = await token('api://app');
    clock.advance(43_199_000);
    expect(await token('api://app')).to.equal(first);
    expect(await token('api://other')).to.not.equal(first);
    clock.advance(1000);
    expect(await token('api://app')).to.not.equal(first);
  });

  it('says when a token ends, and gives service and app their own', async () => {
    const { clock, issuer } = story();
    const issued = await Promise.all((['service', 'app'] as const).map((who) => issuer.issue('api://x', who)));
    const claims = issued.map(({ token }) => decodeJwt(token));
    expect(issued[0]?.expiresAt).to.equal((Math.floor(clock.now() / 1000) + 86_400) * 1000);
    expect(claims.map(({ exp }) => (exp ?? 0) * 1000)).to.deep.equal(issued.map(({ expiresAt }) => expiresAt));
    expect(claims[0]?.['oid']).to.equal(issuer.identity.principalId);
    expect(claims[1]?.['oid']).to.not.equal(issuer.identity.principalId);
  });

  it('knows its own tokens for calls to the service, until they end', async () => {
    const { clock, issuer } = story();
    const { token } = await issuer.issue('https://webpubsub.azure.com', 'app');
    expect(await issuer.problemOf(token)).to.equal(undefined);
    clock.advance(86_700_000);
    expect(await issuer.problemOf(token)).to.equal('The token is expired.');
  });
});

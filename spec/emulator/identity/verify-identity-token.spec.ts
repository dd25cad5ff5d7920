import { createHmac, type KeyObject } from 'node:crypto';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { createRsaKey, type Key } from '../../../lib/emulator/identity/entra-issuer.js';
import { algorithmOf, verifyIdentityToken } from '../../../lib/emulator/identity/verify-identity-token.js';

const issuer = 'https://localhost:8080/tenant/v2.0';
const now = 1_800_000_000_000;
const second = now / 1000;
const claims = { iss: issuer, aud: 'https://webpubsub.azure.com', oid: 'o', nbf: second, exp: second + 60 };
interface Header {
  alg: string;
  kid?: string;
}

describe('a token of an identity', () => {
  let own: Key;
  let foreign: Key;
  before(async () => {
    [own, foreign] = await Promise.all([createRsaKey(), createRsaKey()]);
  });

  const problemOf = (token: string) => verifyIdentityToken(token, { keyId: own.id, key: own.verify, issuer, now });
  const signed = (changes: object = {}, header: Partial<Header> = {}, key: KeyObject = own.sign) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'RS256', kid: own.id, ...header }).sign(key);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

  it('is good with issuer, audience, time and signature', async () => {
    expect(problemOf(await signed())).to.equal(undefined);
    expect(problemOf(await signed({ exp: second - 299, nbf: second + 299 }))).to.equal(undefined);
  });

  const bad: Readonly<Record<string, readonly [object, RegExp]>> = {
    'another audience': [{ aud: 'https://management.azure.com' }, /^The audience is invalid: .*webpubsub.azure.com/],
    'an audience that only begins like it': [{ aud: 'https://webpubsub.azure.com.example' }, /^The audience/],
    'no audience': [{ aud: undefined }, /^The audience/],
    'another issuer': [{ iss: 'https://localhost:8080/other/v2.0' }, /^The issuer is invalid\.$/],
    'no issuer': [{ iss: undefined }, /^The issuer/],
    'a life that is over': [{ exp: second - 301 }, /^The token is expired\.$/],
    'a life to come': [{ nbf: second + 301 }, /^The token is not valid yet\.$/],
    'no end of its life': [{ exp: undefined }, /^The token has no expiration\.$/],
  };
  for (const [what, [changes, text]] of Object.entries(bad)) {
    it(`is refused with ${what}`, async () => {
      expect(problemOf(await signed(changes))).to.match(text);
    });
  }

  it('is refused when a foreign key signed it, also under the name of the right one', async () => {
    expect(problemOf(await signed({}, {}, foreign.sign))).to.equal('The signature is invalid.');
    expect(problemOf(await signed({}, { kid: foreign.id }, foreign.sign))).to.match(/^The signature key was not found/);
  });

  it('is refused when nobody signed it, or by an algorithm that takes the public key for a secret', () => {
    const unsigned = `${part({ alg: 'none', kid: own.id })}.${part(claims)}.`;
    expect(problemOf(unsigned)).to.equal('The token is not signed.');
    expect(problemOf(unsigned.replace(/^[^.]+/, part({ alg: 'RS256', kid: own.id })))).to.equal(
      'The token cannot be read.',
    );
    const confused = `${part({ alg: 'HS256', kid: own.id })}.${part(claims)}`;
    const secret = own.verify.export({ type: 'spki', format: 'pem' });
    const signature = createHmac('sha256', secret).update(confused).digest('base64url');
    expect(problemOf(`${confused}.${signature}`)).to.match(/another algorithm than RS256/);
  });

  it('is refused when it is none', () => {
    for (const text of ['', 'x', 'a.b.c', `${part([])}.x.y`, `${part({ alg: 1 })}.x.y`]) {
      expect(problemOf(text)).to.match(/cannot be read|another algorithm/);
    }
  });

  it('says how it is signed, and nothing where it cannot be read', async () => {
    expect([algorithmOf(await signed()), algorithmOf('x.y.z'), algorithmOf('')]).to.deep.equal([
      'RS256',
      undefined,
      undefined,
    ]);
  });
});

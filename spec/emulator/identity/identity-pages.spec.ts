import { expect } from 'chai';
import { decodeJwt } from 'jose';
import { EntraIssuer } from '../../../lib/emulator/identity/entra-issuer.js';
import { IdentityPages } from '../../../lib/emulator/identity/identity-pages.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';
import { ManualClock } from '../../support/manual-clock.js';

const clock = new ManualClock();
const issuer = new EntraIssuer('http://localhost:8080', clock);
const pages = new IdentityPages(issuer);
const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = issuer.identity.environment;
const tokenPath = new URL(IDENTITY_ENDPOINT).pathname;
const ask = (path: string, { method = 'GET', query = '', secret = undefined as string | undefined } = {}) =>
  pages.answer({ method, path, query: new RestQuery(query), header: () => secret });

describe('the pages of the issuer', () => {
  it('publish its key', async () => {
    const { status, body } = (await ask(`/${issuer.identity.tenantId}/discovery/v2.0/keys`)) ?? expect.fail();
    expect([status, JSON.parse(body ?? '')]).to.have.nested.property('1.keys[0].kid');
  });

  it('are nothing elsewhere, nor for another method', async () => {
    const answers = [ask('/'), ask(`${tokenPath}/x`), ask(tokenPath, { method: 'POST', secret: IDENTITY_HEADER })];
    expect(await Promise.all(answers)).to.deep.equal([undefined, undefined, undefined]);
  });

  it('give the app tokens as App Service does', async () => {
    const query = 'api-version=2019-08-01&resource=https://webpubsub.azure.com&client_id=x';
    const { body, headers } = (await ask(tokenPath, { query, secret: IDENTITY_HEADER })) ?? expect.fail();
    const told = JSON.parse(body ?? '') as Record<string, string>;
    expect(told).to.include({ token_type: 'Bearer', resource: 'https://webpubsub.azure.com' });
    const { aud, exp } = decodeJwt(told['access_token'] ?? '');
    expect([aud, String(exp)]).to.deep.equal(['https://webpubsub.azure.com', told['expires_on']]);
    expect(headers).to.include({ 'cache-control': 'no-store' });
  });

  it('give none to who does not know the header, nor for no resource', async () => {
    const query = 'resource=https://webpubsub.azure.com';
    const answers = [{ query }, { query, secret: 'x' }, { secret: IDENTITY_HEADER }].map((given) =>
      ask(tokenPath, given),
    );
    expect((await Promise.all(answers)).map((answer) => answer?.status)).to.deep.equal([401, 401, 400]);
  });

  it('have another header with each start', () => {
    expect(new EntraIssuer('http://localhost:8080', clock).identity.environment.IDENTITY_HEADER).to.not.equal(
      IDENTITY_HEADER,
    );
  });
});

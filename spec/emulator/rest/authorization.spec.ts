import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { EntraIssuer } from '../../../lib/emulator/identity/entra-issuer.js';
import { authorize } from '../../../lib/emulator/rest/authorization.js';
import { RestQuery, type RestRequest } from '../../../lib/emulator/rest/rest-message.js';
import { ManualClock } from '../../support/manual-clock.js';

const tokens = new AccessTokens(['x'.repeat(32)], new ManualClock());
const base = 'http://localhost:8080/api/hubs/chat';

const clock = new ManualClock();
const address = addressOf('localhost', 8080);
const issuer = new EntraIssuer(address.url, clock);

function ask(path: string, token: string, host: string) {
  const authorization = `Bearer ${token}`;
  const request: RestRequest = {
    method: 'POST',
    path: `/api/hubs/chat${path}`,
    query: new RestQuery(''),
    host,
    header: (name) => (name === 'authorization' ? authorization : undefined),
    headerNames: [],
    readBody: async () => Buffer.alloc(0),
  };
  return authorize(request, { tokens, address, issuer });
}

async function judge(path: string, aud: string, host = 'localhost:8080'): Promise<string | undefined> {
  const authorization = await ask(path, tokens.sign({ aud }, 60), host);
  return 'problem' in authorization ? authorization.problem : undefined;
}

describe('the authorization of a REST call', () => {
  const good: readonly (readonly [string, string])[] = [
    ['/:send', `${base}/:send`],
    ['/:send', `${base}/:send/`],
    ['/:send', `${base}/:send/child`],
    ['/:send', `${base}/:send?api-version=1`],
    ['/groups/a%2Fb/:send', `${base}/groups/a%2Fb/:send`],
    ['/groups/a%20b/:send', `${base}/groups/a b/:send`],
    ['/groups/a%5B1%5D/:send', `${base}/groups/a[1]/:send`],
    ['/groups/a%252F/:send', `${base}/groups/a%252F/:send`],
    ['/groups/a%2520b/:send', `${base}/groups/a%2520b/:send`],
    ['/groups/a+b/:send', `${base}/groups/a+b/:send`],
    ['/groups/a%3Fb/:send', `${base}/groups/a%3Fb/:send`],
  ];
  for (const [path, aud] of good) {
    it(`takes ${aud} for ${path}`, async () => {
      expect(await judge(path, aud)).to.equal(undefined);
    });
  }

  const bad: readonly (readonly [string, string])[] = [
    ['/:send', `${base}/:sendSuffix`],
    ['/:send', `${base}/:send%253Fquery`],
    ['/:send', base],
    ['/:send', `${base.replace('http', 'ftp')}/:send`],
    ['/users/a/:send', `${base}/users/b/:send`],
    ['/groups/a+b/:send', `${base}/groups/a b/:send`],
  ];
  for (const [path, aud] of bad) {
    it(`refuses ${aud} for ${path}`, async () => {
      expect(await judge(path, aud)).to.equal('The audience is invalid.');
    });
  }

  it('goes by the host that was called, or one that means the emulator', async () => {
    expect(await judge('/:send', 'https://proxy/api/hubs/chat/:send', 'proxy')).to.equal(undefined);
    expect(await judge('/:send', `${base}/:send`, 'proxy')).to.equal(undefined);
    expect(await judge('/:send', 'https://proxy/api/hubs/chat/:send', 'other')).to.equal('The audience is invalid.');
  });

  it('tells an identity from an access key by how its token is signed, whatever is called', async () => {
    const { token } = await issuer.issue('https://webpubsub.azure.com', 'app');
    expect(await ask('/:send', token, 'any.host')).to.deep.equal({ by: 'identity' });
    expect(await ask('/:send', tokens.sign({ aud: `${base}/:send` }, 60), 'localhost:8080')).to.deep.equal({
      by: 'accessKey',
    });
  });
});

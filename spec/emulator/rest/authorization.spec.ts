import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { authorize } from '../../../lib/emulator/rest/authorization.js';
import { RestQuery, type RestRequest } from '../../../lib/emulator/rest/rest-message.js';
import { ManualClock } from '../../support/manual-clock.js';

const tokens = new AccessTokens(['x'.repeat(32)], new ManualClock());
const base = 'http://localhost:8080/api/hubs/chat';

function judge(path: string, aud: string, host = 'localhost:8080'): string | undefined {
  const authorization = `Bearer ${tokens.sign({ aud }, 60)}`;
  const request: RestRequest = {
    method: 'POST',
    path: `/api/hubs/chat${path}`,
    query: new RestQuery(''),
    host,
    header: (name) => (name === 'authorization' ? authorization : undefined),
    headerNames: [],
    readBody: async () => Buffer.alloc(0),
  };
  return authorize(request, tokens, addressOf('localhost', 8080));
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
    it(`takes ${aud} for ${path}`, () => {
      expect(judge(path, aud)).to.equal(undefined);
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
    it(`refuses ${aud} for ${path}`, () => {
      expect(judge(path, aud)).to.equal('The audience is invalid.');
    });
  }

  it('goes by the host that was called, or one that means the emulator', () => {
    expect(judge('/:send', 'https://proxy/api/hubs/chat/:send', 'proxy')).to.equal(undefined);
    expect(judge('/:send', `${base}/:send`, 'proxy')).to.equal(undefined);
    expect(judge('/:send', 'https://proxy/api/hubs/chat/:send', 'other')).to.equal('The audience is invalid.');
  });
});

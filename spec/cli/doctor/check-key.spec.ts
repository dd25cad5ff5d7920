import { expect } from 'chai';
import { checkKey } from '../../../lib/cli/doctor/check-key.js';
import { connectionTo, examined } from '../../support/examined.js';
import { withApp } from '../../support/with-app.js';

type Known = NonNullable<Parameters<typeof examined>[1]>;

/** What is found at a server that answers calls with a token and calls without one. */
const foundAt = (withToken: number, without: number, more: Known = {}) =>
  withApp(
    ({ headers }) => ({ status: headers.authorization === undefined ? without : withToken }),
    async ({ url }) => {
      const examination = examined(connectionTo(url), { serviceAnswers: true, ...more });
      const [finding] = await checkKey(examination);
      expect(examination.serviceTakesKey === true).to.equal(finding?.level === 'ok');
      return `${finding?.level ?? ''}: ${finding?.message ?? ''} ${finding?.remedy ?? ''}`;
    },
  );

describe('the check of the key', () => {
  it('believes a server that refuses who has none', async () => {
    expect(await foundAt(404, 401)).to.equal('ok: The service takes the key. ');
  });

  for (const status of [200, 404]) {
    it(`believes no server that answers everybody with ${String(status)}`, async () => {
      const found = await foundAt(status, status);
      expect(found).to.match(/^failure: .* a call without a key with \d+, where a service says 401\./);
    });
  }

  it('speaks of the key', async () => {
    expect(await foundAt(401, 401)).to.match(/^failure: .*\(401\)\. Copy the connection string/);
  });

  it('speaks of the clock where that is wrong, and not of the key', async () => {
    const found = await foundAt(401, 401, { clockIsWrong: true });
    expect(found).to.include('The clock is the likely cause').and.not.include('connection string');
  });

  it('speaks of the rules of the network, and of no identity, where a key is refused with 403', async () => {
    expect(await foundAt(403, 403))
      .to.include('Networking')
      .and.not.include('dentity');
  });

  it('asks no service that is not there', async () => {
    const [finding] = await checkKey(examined(connectionTo('https://a.example')));
    expect(finding).to.include({ level: 'skipped' });
  });
});

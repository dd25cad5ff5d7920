import { expect } from 'chai';
import { checkKey } from '../../../lib/cli/doctor/check-key.js';
import { checkEndpoint } from '../../../lib/cli/doctor/check-service.js';
import { connectionTo, examined } from '../../support/examined.js';
import { withApp } from '../../support/with-app.js';
import { withService } from '../../support/with-service.js';

describe('the check of the service', () => {
  it('finds it, its time and its key', () =>
    withService(async ({ connectionString }) => {
      const examination = examined(connectionString);
      const found = [...(await checkEndpoint(examination)), ...(await checkKey(examination))];
      expect(found.map(({ check, level }) => `${check} ${level}`)).to.deep.equal(['endpoint ok', 'clock ok', 'key ok']);
      expect(examination).to.include({ serviceAnswers: true, serviceTakesKey: true });
    }));

  it('wonders about something else in its place', () =>
    withApp(
      () => ({ status: 404 }),
      async ({ url }) => {
        const [finding] = await checkEndpoint(examined(connectionTo(url)));
        expect(finding).to.include({ level: 'warning' }).and.property('message').that.includes('says 404');
      },
    ));

  it('wonders about a time that is none', () =>
    withApp(
      () => ({ headers: { Date: 'yesterday' } }),
      async ({ url }) => {
        const [, clock] = await checkEndpoint(examined(connectionTo(url)));
        expect(clock).to.include({ check: 'clock', level: 'warning' });
        expect(clock?.message).to.equal('The answer says no time in its header Date, but "yesterday".');
      },
    ));
});

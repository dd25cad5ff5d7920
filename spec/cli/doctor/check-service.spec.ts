import { expect } from 'chai';
import { checkEndpoint, checkKey } from '../../../lib/cli/doctor/check-service.js';
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

  it('does not ask a service that is not there for its key', async () => {
    const [finding] = await checkKey(examined(connectionTo('https://a.example')));
    expect(finding).to.include({ level: 'skipped' });
  });
});

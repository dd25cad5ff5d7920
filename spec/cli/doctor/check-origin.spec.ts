import { expect } from 'chai';
import { checkOrigin } from '../../../lib/cli/doctor/check-origin.js';
import { connectionTo, examined } from '../../support/examined.js';
import { withApp } from '../../support/with-app.js';

describe('the check of the origin', () => {
  for (const allowed of ['*', 'other.example, A.example', 'https://a.example:443']) {
    it(`takes ${allowed} for a.example`, () =>
      withApp(
        () => ({ headers: { 'WebHook-Allowed-Origin': allowed } }),
        async ({ url, requests }) => {
          const examination = examined(connectionTo('https://a.example'), { appUrl: `${url}/own/{hub}/{event}` });
          const [finding] = await checkOrigin(examination);
          expect(finding).to.include({ level: 'ok' });
          expect(examination.appTakesOrigin).to.equal(true);
          expect(requests[0]).to.include({ method: 'OPTIONS', url: '/own/doctor/validate' });
        },
      ));
  }
});

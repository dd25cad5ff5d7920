import { expect } from 'chai';
import { checkSignature } from '../../../lib/cli/doctor/check-signature.js';
import { connectionTo, examined } from '../../support/examined.js';
import { withApp } from '../../support/with-app.js';

describe('the check of signatures', () => {
  it('posts one event with the key and one with another', () => {
    const signatures = new Set<string>();
    return withApp(
      ({ headers }) => {
        signatures.add(String(headers['ce-signature']));
        return { status: signatures.size === 1 ? 500 : 401 };
      },
      async ({ url, events }) => {
        const more = { appUrl: url, appTakesOrigin: true };
        const found = await checkSignature(examined(connectionTo('https://a.example'), more));
        expect(found.map(({ level }) => level)).to.deep.equal(['warning', 'ok']);
        expect([signatures.size, events.every((name) => name === 'web-pubsub-doctor.probe')]).to.deep.equal([2, true]);
      },
    );
  });

  it('posts nothing to an app that does not take the origin', async () => {
    const [finding] = await checkSignature(examined(connectionTo('https://a.example')));
    expect(finding).to.include({ level: 'skipped' });
  });
});

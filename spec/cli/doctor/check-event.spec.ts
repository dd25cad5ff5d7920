import { expect } from 'chai';
import { checkEvent } from '../../../lib/cli/doctor/check-event.js';
import { examined } from '../../support/examined.js';
import { withService } from '../../support/with-service.js';

describe('the check with a client', () => {
  it('connects one, and sends nothing that nobody asked for', () =>
    withService(async ({ connectionString }) => {
      const found = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true }));
      expect(found).to.deep.equal([{ check: 'client', level: 'ok', message: 'A client is let in to hub chat.' }]);
    }));

  it('says who refused it', () =>
    withService(async ({ connectionString, setHub }) => {
      setHub({ eventHandlers: [{ handle: () => ({ status: 403, body: 'not you' }), systemEvents: ['connect'] }] });
      const [finding] = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true }));
      expect(finding?.message).to.equal('A client of hub chat is refused with 403: not you');
    }));

  it('needs a hub that is meant, and a service', () =>
    withService(async ({ connectionString }) => {
      const [noHub] = await checkEvent(examined(connectionString, { serviceTakesKey: true }));
      const [noKey] = await checkEvent(examined(connectionString, { hub: 'chat' }));
      const known = { hub: 'chatt', serviceTakesKey: true, hubIsMistaken: true };
      const [otherHub] = await checkEvent(examined(connectionString, known));
      expect([noHub, noKey, otherHub].map((one) => one?.level)).to.deep.equal(['skipped', 'skipped', 'skipped']);
    }));
});

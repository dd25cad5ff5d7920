import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { systemClock } from '../../lib/clock.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { createClientAccess } from '../../lib/service/negotiate.js';
import { signAgain } from '../../lib/service/token-time.js';
import { startTinyService, tinyKey } from '../support/tiny-service.js';

const threeHours = 10_800;
const ahead = { ...systemClock, now: () => Date.now() + threeHours * 1_000 };
const connectionTo = (endpoint: string) => ({ name: 'Main', endpoint, accessKeys: [tinyKey] as const, hosts: [] });

function decode(token: string) {
  const { header, payload } = jwt.decode(token, { complete: true }) ?? {};
  return { header, payload: payload as jwt.JwtPayload };
}

/** A token without its times, and how far these are from the machine's, rounded to a minute. */
function split(token: string) {
  jwt.verify(token, tinyKey, { clockTimestamp: ahead.now() / 1_000 });
  const { header, payload } = decode(token);
  const { iat = 0, exp = 0, ...claims } = payload;
  return { header, claims, life: exp - iat, minutesAhead: Math.round((iat - Date.now() / 1_000) / 60) };
}

describe('a token under another clock', () => {
  for (const options of [
    {},
    { userId: 'ann', roles: ['webpubsub.sendToGroup'], groups: ['a', 'b'], expiresInMinutes: 5 },
    { clientProtocol: 'mqtt' as const },
  ]) {
    it(`of a client says what the SDK's says, but for its times: ${JSON.stringify(options)}`, async () => {
      const of = (clients: ServiceClients) =>
        createClientAccess(clients, connectionTo('http://localhost'), 'chat', options);
      const [theirs, ours] = await Promise.all([of(new ServiceClients()), of(new ServiceClients({ clock: ahead }))]);
      const { header, payload } = decode(theirs.accessToken);
      const { iat = 0, exp = 0, ...claims } = payload;
      expect(split(ours.accessToken)).to.deep.equal({
        header,
        claims,
        life: exp - iat,
        minutesAhead: 180,
      });
      expect(ours).to.include({ baseUrl: theirs.baseUrl, url: `${theirs.baseUrl}?access_token=${ours.accessToken}` });
    });
  }

  it("of a call says what the SDK's says, but for its times, at each attempt", async () => {
    const service = await startTinyService((_, index) => ({ status: index === 0 ? 503 : 200 }));
    const clients = new ServiceClients({ clock: ahead, repeat: { firstDelay: 1 } });
    await clients.perform(
      connectionTo(service.endpoint),
      'chat',
    )({ name: 'addUserToGroup', userId: 'ann', group: 'g' });
    await service.close();
    const aud = service.endpoint + (service.arrived[0]?.url ?? '');
    const tokens = service.arrived.map(({ headers }) => split(headers.authorization?.slice('Bearer '.length) ?? ''));
    const expected = { header: { alg: 'HS256', typ: 'JWT' }, claims: { aud }, life: 3_600, minutesAhead: 180 };
    expect(tokens).to.deep.equal([expected, expected]);
  });

  it('may be signed again and again', async () => {
    const once = await signAgain(jwt.sign({ role: ['a'] }, tinyKey, { expiresIn: '5m' }), tinyKey, ahead);
    const twice = await signAgain(once, tinyKey, ahead);
    expect(split(twice)).to.deep.include({ claims: { role: ['a'] }, life: 300, minutesAhead: 180 });
  });

  it('that the service made stays as it is', async () => {
    const byIdentity = { ...connectionTo('http://localhost'), accessKeys: [] as const };
    const identity = { credential: { kind: 'default' as const }, caller: { missing: [] } };
    expect(await new ServiceClients({ clock: ahead }).inTime({ ...byIdentity, identity }, 'theirs')).to.equal('theirs');
  });
});

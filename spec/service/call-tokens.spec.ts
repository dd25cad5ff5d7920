import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import { CallTokens, useCallTokens } from '../../lib/service/call-tokens.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { startTinyService, tinyKey } from '../support/tiny-service.js';

const minute = 60_000;
const url = 'https://demo.example/api/hubs/chat/:send?api-version=2024-12-01';

/** Tokens in a time that stands still until it is set. */
function tokensAt(time: number) {
  const clock = { time, now: () => clock.time };
  return { clock, tokens: new CallTokens(tinyKey, clock) };
}

describe('the token of a call', () => {
  it('is for its URL and an hour, signed by the key', () => {
    const { tokens } = tokensAt(1_700_000_000_999);
    const read = jwt.verify(tokens.of(url), tinyKey, { complete: true, clockTimestamp: 1_700_000_000 });
    expect(read.header).to.deep.equal({ alg: 'HS256', typ: 'JWT' });
    expect(read.payload).to.deep.equal({ aud: url, iat: 1_700_000_000, exp: 1_700_003_600 });
  });

  it('is made once for calls of the same URL, and another one for another', () => {
    const { clock, tokens } = tokensAt(0);
    const first = tokens.of(url);
    clock.time = 29 * minute;
    expect(tokens.of(url)).to.equal(first);
    expect(jwt.decode(tokens.of(`${url}1`))).to.deep.include({ aud: `${url}1`, iat: 29 * 60 });
  });

  it('is made anew long before it ends, and then used again', () => {
    const { clock, tokens } = tokensAt(0);
    tokens.of(url);
    clock.time = 30 * minute;
    const second = tokens.of(url);
    clock.time = 59 * minute;
    expect(tokens.of(url)).to.equal(second);
    expect(jwt.decode(second)).to.have.property('iat', 30 * 60);
  });

  it('is made anew for a clock that was put back', () => {
    const { clock, tokens } = tokensAt(10 * minute);
    tokens.of(url);
    clock.time = 9 * minute;
    expect(jwt.decode(tokens.of(url))).to.have.property('iat', 9 * 60);
  });

  it('is kept of the last thousands of URLs, and of no long one', () => {
    const { clock, tokens } = tokensAt(0);
    const long = url + 'x'.repeat(512);
    tokens.of(url);
    tokens.of(long);
    for (let at = 0; at < 4_000; at += 1) tokens.of(`${url}&user=${at}`);
    clock.time = minute;
    expect(
      [url, long, `${url}&user=3999`].map((one) => (jwt.decode(tokens.of(one)) as jwt.JwtPayload).iat),
    ).to.deep.equal([60, 60, 0]);
  });

  it('goes with the call, whatever the hub', async () => {
    const service = await startTinyService(() => ({ status: 200 }));
    const clients = new ServiceClients({ clock: { now: () => 0, after: () => () => undefined } });
    const connection = { name: 'Main', endpoint: service.endpoint, accessKeys: [tinyKey] as const, hosts: [] };
    for (const hub of ['chat', 'news', 'chat'])
      await clients.perform(connection, hub)({ name: 'userExists', userId: 'ann' });
    await service.close();
    const claims = service.arrived.map(({ headers }) =>
      jwt.decode(headers.authorization?.replace('Bearer ', '') ?? ''),
    );
    expect(claims).to.deep.equal(
      ['chat', 'news', 'chat'].map((hub) => ({
        ...{ iat: 0, exp: 3_600 },
        aud: `${service.endpoint}/api/hubs/${hub}/users/ann?api-version=2024-12-01`,
      })),
    );
  });

  it('is left to an SDK that is another one inside', () => {
    const added: unknown[] = [];
    const pipeline = { removePolicy: () => [], addPolicy: (policy: unknown) => added.push(policy) };
    for (const client of [{}, { client: {} }, { client: { pipeline } }]) {
      useCallTokens(client as never, tokensAt(0).tokens);
    }
    expect(added).to.deep.equal([]);
  });
});

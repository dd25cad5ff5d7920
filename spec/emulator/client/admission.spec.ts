import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { admit } from '../../../lib/emulator/client/admission.js';
import { SubprotocolChooser } from '../../../lib/emulator/client/subprotocol-choice.js';
import { defaultDisputed } from '../../../lib/emulator/disputed.js';
import type { ClientRequest } from '../../../lib/emulator/client/client-request.js';
import { HubTable } from '../../../lib/emulator/hub-table.js';
import type { ConnectAnswer, ConnectRequest } from '../../../lib/emulator/upstream/connect-event.js';
import { ManualClock } from '../../support/manual-clock.js';

const tokens = new AccessTokens(['x'.repeat(32)], new ManualClock());

/** Asks for admission to the hub Chat with a token of these claims; tells also what the app was asked. */
async function ask(claims: object, changes: Partial<ClientRequest> = {}, answer: ConnectAnswer = { accepted: {} }) {
  const token = tokens.sign({ aud: 'http://localhost:8080/client/hubs/Chat', ...claims }, 60);
  const asked: [string, ConnectRequest][] = [];
  const options = {
    hubs: new HubTable(),
    tokens,
    address: addressOf('localhost', 8080),
    upstream: { connect: async (hub: string, request: ConnectRequest) => (asked.push([hub, request]), answer) },
    newConnectionId: () => 'c1',
    chooser: new SubprotocolChooser(defaultDisputed),
  };
  const request: ClientRequest = {
    hub: 'Chat',
    host: 'localhost:8080',
    query: new URLSearchParams({ access_token: token }),
    authorization: undefined,
    headers: {},
    subprotocols: [],
    ...changes,
  };
  return { outcome: await admit(options, request, new AbortController().signal), asked };
}

describe('admission', () => {
  it('asks the app with the hub in lower case', async () => {
    const { asked } = await ask({ sub: 'ann' });
    expect(asked[0]?.[0]).to.equal('chat');
    expect(asked[0]?.[1]).to.include({ connectionId: 'c1', userId: 'ann' });
  });

  it('begins with what the token says', async () => {
    const { outcome } = await ask({ sub: 'ann', role: ['r'], 'webpubsub.group': 'g' });
    expect(outcome)
      .to.have.nested.property('admission.start')
      .that.deep.equals({
        id: 'c1',
        userId: 'ann',
        roles: ['r'],
        groups: ['g'],
        subprotocol: undefined,
        state: undefined,
        isReliable: false,
      });
  });

  it('begins with a user by text, also where the token has a number', async () => {
    const { outcome, asked } = await ask({ sub: 7 });
    expect(outcome).to.have.nested.property('admission.start.userId', '7');
    expect(asked[0]?.[1]).to.include({ userId: '7' });
  });

  it('begins with what the app says instead, an empty user being none', async () => {
    const accepted = { userId: '', roles: [], groups: ['h'], state: 's', subprotocol: 'chat.v1' };
    const { outcome } = await ask({ sub: 'ann', role: 'r', 'webpubsub.group': 'g' }, {}, { accepted });
    expect(outcome)
      .to.have.nested.property('admission.start')
      .that.deep.includes({
        userId: undefined,
        roles: [],
        groups: ['h'],
        subprotocol: 'chat.v1',
        state: 's',
      });
  });

  const refusals: readonly (readonly [string, object, Partial<ClientRequest>, number])[] = [
    ['a hub name that is none', {}, { hub: '1' }, 400],
    ['no token', {}, { query: new URLSearchParams() }, 401],
    ['another audience', { aud: 'http://localhost:8080/client/hubs/other' }, {}, 401],
    ['an invalid group', { 'webpubsub.group': [''] }, {}, 400],
  ];
  for (const [what, claims, changes, status] of refusals) {
    it(`refuses ${what} with ${status}, before the app is asked`, async () => {
      const { outcome, asked } = await ask(claims, changes);
      expect([outcome, asked]).to.have.nested.property('0.refused.status', status);
      expect(asked).to.deep.equal([]);
    });
  }
});

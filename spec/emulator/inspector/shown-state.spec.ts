import { expect } from 'chai';
import { HubTable } from '../../../lib/emulator/hub-table.js';
import { shownHubs } from '../../../lib/emulator/inspector/shown-state.js';
import type { HubSnapshot } from '../../../lib/emulator/broker/snapshot.js';

const urlTemplate = 'http://app/{hub}?code=secret';
const hubs = new HubTable({
  Chat: { eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents: ['connect'] }] },
  inside: { eventHandlers: [{ handle: () => ({ status: 200 }) }] },
});

const crowd: HubSnapshot = {
  connections: Array.from({ length: 1000 }, (_, index) => ({ connectionId: `c${index}` }) as never),
  groups: { lobby: ['c1', 'c2'] },
  groupStates: { lobby: [{} as never] },
};

describe('the hubs on the page', () => {
  it('are those that were set and those where somebody is', () => {
    expect(shownHubs(hubs, { other: crowd }).map(({ name }) => name)).to.deep.equal(['chat', 'inside', 'other']);
  });

  it('say where their events go, without the query, which may hold a key', () => {
    expect(shownHubs(hubs, {}).map(({ handlers }) => handlers)).to.deep.equal([
      [{ url: 'http://app/{hub}', events: 'user: *, connect' }],
      [{ events: '' }],
    ]);
  });

  it('hide keys in the state of a connection, which may be base64', () => {
    const stateOf = (state: string) => {
      const connections = [{ connectionId: 'c1', state } as never];
      return shownHubs(hubs, { chat: { ...crowd, connections } }, ['a-key'])[0]?.connections[0]?.state;
    };
    const base64 = (text: string) => Buffer.from(text).toString('base64');
    expect(stateOf(base64('{"k":"a-key"}'))).to.equal(base64('{"k":"(key hidden)"}'));
    expect(stateOf('{"k":"other"}')).to.equal('{"k":"other"}');
  });

  it('count everybody and show the first of them', () => {
    const hub = shownHubs(hubs, { chat: crowd })[0];
    expect([hub?.connectionCount, hub?.connections.length]).to.deep.equal([1000, 300]);
    expect([hub?.groups, hub?.groupCount]).to.deep.equal([[{ name: 'lobby', members: 2, states: 1 }], 1]);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readEventRoutes } from '../../lib/emulator/event-routes.js';
import { withFolder } from '../support/temporary-folder.js';
import { codeOf } from '../support/define.js';

const handler = {
  ...{ urlTemplate: 'http://a/{hub}/{event}', userEventPattern: 'save, load', systemEvents: ['connect'] },
  groupPresenceEvents: { eventNames: ['joined'], groupFilters: ['room.*'] },
};
const routed = (eventHandlers: readonly object[]) =>
  withFolder(async (folder) => {
    const file = join(folder, 'hubs.json');
    writeFileSync(file, JSON.stringify({ hubs: { Chat: { properties: { eventHandlers } } } }));
    return readEventRoutes(file);
  });

describe('the routes of events', () => {
  it('lead to the URL of the first handler that takes an event', async () => {
    const routes = await routed([handler, { urlTemplate: 'http://b', userEventPattern: '*' }]);
    const find = (eventType: 'system' | 'user' | 'group', eventName: string) =>
      routes.find({ hub: 'chat', eventType, eventName });
    expect(find('user', 'save')).to.deep.equal({ url: 'http://a/chat/save' });
    expect(find('user', 'other')).to.deep.equal({ url: 'http://b' });
    expect(find('group', 'joined')).to.deep.equal({ url: 'http://a/chat/joined' });
    expect(find('system', 'connected')).to.have.property('why').that.includes('is without `connected`');
  });

  it('lead nowhere from a hub that is not there', async () => {
    const event = { hub: 'lobby', eventType: 'user', eventName: 'save' } as const;
    expect((await routed([handler])).find(event))
      .to.have.property('why')
      .that.includes('has no event handlers');
  });

  it('have the events that are named', async () => {
    const named = (await routed([handler])).named.map(({ eventType, eventName }) => `${eventType} ${eventName}`);
    expect(named).to.deep.equal(['system connect', 'group joined', 'user save', 'user load']);
  });

  it('stand in a file', () => {
    expect(codeOf(() => readEventRoutes('nowhere.json'))).to.equal('WPS_EMULATOR_SETTINGS_FILE');
  });
});

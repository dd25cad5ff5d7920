import { expect } from 'chai';
import { defaultHubSettings } from '../../lib/emulator/hub-settings.js';
import { HubTable } from '../../lib/emulator/hub-table.js';

describe('the table of hubs', () => {
  it('knows a hub in any letter case, and every hub', () => {
    const hubs = new HubTable();
    hubs.setAll({ Chat: { anonymousConnectPolicy: 'allow' } });
    expect([hubs.get('chAT').allowsAnonymous, hubs.get('other').allowsAnonymous]).to.deep.equal([true, false]);
  });

  it('names those that were set, and those of a file', () => {
    const hubs = new HubTable({ Chat: {} });
    hubs.setFile(new Map([['news', defaultHubSettings]]));
    expect(hubs.names()).to.deep.equal(['chat', 'news']);
  });

  it('takes all of it or nothing', () => {
    const hubs = new HubTable();
    expect(() => hubs.setAll({ a: { anonymousConnectPolicy: 'allow' }, b: { x: 1 } })).to.throw('hubs.b.x');
    expect(hubs.get('a').allowsAnonymous).to.equal(false);
  });

  it('refuses a hub that is there twice, in other letter cases', () => {
    expect(() => new HubTable({ chat: {}, Chat: {} })).to.throw('Emulator setting hubs.Chat is there twice.');
  });

  it('has the hubs of a file below those that were set, all of them anew each time', () => {
    const allow = { ...defaultHubSettings, allowsAnonymous: true };
    const hubs = new HubTable({ chat: {} });
    hubs.setFile(
      new Map([
        ['chat', allow],
        ['news', allow],
      ]),
    );
    expect(['chat', 'News'].map((hub) => hubs.get(hub).allowsAnonymous)).to.deep.equal([false, true]);
    expect(hubs.setFile(new Map())).to.deep.equal(['chat', 'news']);
    expect(hubs.get('news').allowsAnonymous).to.equal(false);
  });

  it('goes back to what it began with', () => {
    const hubs = new HubTable({ chat: { anonymousConnectPolicy: 'allow' } });
    hubs.setAll({ chat: {}, other: { anonymousConnectPolicy: 'allow' } });
    hubs.reset();
    expect(['chat', 'other'].map((hub) => hubs.get(hub).allowsAnonymous)).to.deep.equal([true, false]);
  });
});

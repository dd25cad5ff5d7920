import { expect } from 'chai';
import { readHubEntries, readSettingsDocument } from '../../lib/emulator/settings-document.js';

const read = (value: unknown) => readSettingsDocument(JSON.stringify(value), 'emulator.json');
const allows = (hubs: unknown): boolean | undefined => read({ hubs }).get('chat')?.allowsAnonymous;
const open = { anonymousConnectPolicy: 'allow' };

describe('a settings document', () => {
  it('holds hubs as resources of the service, with what their listing prints beside', () => {
    const listed = { id: '/subscriptions/x', name: 'chat', type: 't', resourceGroup: 'g', systemData: null };
    expect([allows({ Chat: { properties: open } }), allows({ chat: { ...listed, properties: open } })]).to.deep.equal([
      true,
      true,
    ]);
  });

  it('holds them as their settings alone, too', () => {
    expect([allows({ chat: open }), allows({ chat: {} })]).to.deep.equal([true, false]);
  });

  it('may leave out what there is not, in the ways that the service writes it', () => {
    const empty = { eventHandlers: null, eventListeners: [], chat: null, webSocketKeepAliveIntervalInSeconds: null };
    expect(allows({ chat: { properties: empty } })).to.equal(false);
    expect([allows({ chat: null }), allows({ chat: { properties: null } })]).to.deep.equal([false, false]);
    expect([read({}).size, read({ $schema: 'x', hubs: null }).size]).to.deep.equal([0, 0]);
  });

  it('may begin with a byte order mark', () => {
    expect(readSettingsDocument('\uFEFF{"hubs":{"a":{}}}', 'x').size).to.equal(1);
  });

  const handlers = (handler: object) => ({ hubs: { chat: { properties: { eventHandlers: [handler] } } } });
  const bad: readonly (readonly [unknown, string])[] = [
    [[], 'options is an array instead of an object'],
    [{ hub: {} }, 'hub is unknown. It takes hubs'],
    [{ hubs: [] }, 'hubs is no object'],
    [{ hubs: { chat: 5 } }, 'hubs.chat is of type number instead of an object'],
    [{ hubs: { chat: { properties: {}, propertys: {} } } }, 'hubs.chat.propertys is unknown'],
    [{ hubs: { chat: { properties: { x: 1 } } } }, 'hubs.chat.properties.x is unknown'],
    [
      { hubs: { chat: { properties: { eventListeners: [{}] } } } },
      'hubs.chat.properties.eventListeners is not supported',
    ],
    [handlers({ urlTemplate: 1 }), 'hubs.chat.properties.eventHandlers[0].urlTemplate is of type number'],
    [handlers({ urlTemplate: 'http://x', handle: 'x' }), 'hubs.chat.properties.eventHandlers[0].handle is no function'],
    [{ hubs: { '9': {} } }, 'hubs.9 is no hub name'],
    [{ hubs: { chat: {}, CHAT: {} } }, 'hubs.CHAT is there twice'],
  ];
  for (const [value, text] of bad) {
    it(`is refused by path: ${text}`, () => {
      expect(() => read(value))
        .to.throw(`Emulator setting ${text}`)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }

  it('that is no JSON is refused by line and column, without a word of what it holds', () => {
    const text = '{\n  "hubs": { "a": "code=sEcReT" oops }\n}';
    expect(() => readSettingsDocument(text, 'emulator.json'))
      .to.throw(/^The settings file emulator.json cannot be used: it is no JSON \(line 2, column 32\)\. /)
      .with.property('message')
      .that.not.includes('sEcReT');
    expect(() => readSettingsDocument('', 'x'))
      .to.throw('it is no JSON')
      .with.property('code', 'WPS_EMULATOR_SETTINGS_FILE');
  });

  it('gives the settings as they were written to whoever judges them later', () => {
    expect(readHubEntries({ chat: { properties: open } })).to.deep.equal([
      { name: 'chat', settings: open, path: 'hubs.chat.properties' },
    ]);
  });
});

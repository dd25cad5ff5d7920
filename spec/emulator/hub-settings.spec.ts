import { expect } from 'chai';
import { readHubSettings } from '../../lib/emulator/hub-settings.js';

describe('the settings of a hub', () => {
  it('have the defaults of the service', () => {
    expect(readHubSettings('chat', {})).to.deep.equal({
      allowsAnonymous: false,
      keepAliveMilliseconds: 20_000,
      eventHandlers: [],
    });
  });

  const bad: readonly (readonly [unknown, string])[] = [
    [null, 'Emulator setting hubs.chat is null instead of an object.'],
    [{ eventHandler: [] }, 'Emulator setting hubs.chat.eventHandler is unknown. It takes anonymousConnectPolicy, '],
    [{ eventListeners: [] }, 'Emulator setting hubs.chat.eventListeners is not supported by the emulator yet.'],
    [{ chat: {} }, 'Emulator setting hubs.chat.chat is not supported by the emulator yet.'],
    [{ anonymousConnectPolicy: 'yes' }, 'hubs.chat.anonymousConnectPolicy is neither "allow" nor "deny".'],
    [{ webSocketKeepAliveIntervalInSeconds: 0 }, 'hubs.chat.webSocketKeepAliveIntervalInSeconds is no whole number'],
    [{ eventHandlers: {} }, 'hubs.chat.eventHandlers is of type object instead of an array.'],
    [{ eventHandlers: [{}] }, 'hubs.chat.eventHandlers[0].urlTemplate is missing instead of text.'],
  ];
  for (const [settings, text] of bad) {
    it(`are refused: ${text}`, () => {
      expect(() => readHubSettings('chat', settings))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }

  it('need the name of a hub', () => {
    expect(() => readHubSettings('1x', {})).to.throw('Emulator setting hubs.1x is no hub name.');
    // official emulator: there is no hub for all the others.
    expect(() => readHubSettings('_default', {})).to.throw('Emulator setting hubs._default is no hub name.');
  });
});

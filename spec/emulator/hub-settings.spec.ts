import { expect } from 'chai';
import { readHubSettings } from '../../lib/emulator/hub-settings.js';

const urlTemplate = 'http://localhost:3000/api/{hub}/{event}?code=1';
const handler = (settings: object) =>
  readHubSettings('chat', { eventHandlers: [{ urlTemplate, ...settings }] }).eventHandlers[0];

describe('the settings of a hub', () => {
  it('have the defaults of the service', () => {
    expect(readHubSettings('chat', {})).to.deep.equal({
      allowsAnonymous: false,
      keepAliveMilliseconds: 20_000,
      eventHandlers: [],
    });
  });

  it('take system events in any letter case', () => {
    const read = handler({ systemEvents: ['Connect'] });
    expect([read?.takesSystemEvent('connect'), read?.takesSystemEvent('connected')]).to.deep.equal([true, false]);
  });

  const patterns: readonly (readonly [string | undefined, string, boolean])[] = [
    ['*', 'anything', true],
    ['a, B', 'b', true],
    ['a,b', 'c', false],
    ['', 'a', false],
    [undefined, 'a', false],
    ['connected', 'connected', true],
  ];
  for (const [userEventPattern, name, takes] of patterns) {
    it(`${takes ? 'take' : 'leave out'} the user event ${name} by the pattern ${userEventPattern ?? 'that is not there'}`, () => {
      expect(handler(userEventPattern === undefined ? {} : { userEventPattern })?.takesUserEvent(name)).to.equal(takes);
    });
  }

  const bad: readonly (readonly [unknown, string])[] = [
    [null, 'Emulator setting hubs.chat is null instead of an object.'],
    [{ eventHandler: [] }, 'Emulator setting hubs.chat.eventHandler is unknown. It takes anonymousConnectPolicy, '],
    [{ eventListeners: [] }, 'Emulator setting hubs.chat.eventListeners is not supported by the emulator yet.'],
    [{ anonymousConnectPolicy: 'yes' }, 'hubs.chat.anonymousConnectPolicy is neither "allow" nor "deny".'],
    [{ webSocketKeepAliveIntervalInSeconds: 0 }, 'hubs.chat.webSocketKeepAliveIntervalInSeconds is no whole number'],
    [{ eventHandlers: {} }, 'hubs.chat.eventHandlers is of type object instead of an array.'],
    [{ eventHandlers: [{}] }, 'hubs.chat.eventHandlers[0].urlTemplate is missing instead of text.'],
    [{ eventHandlers: [{ urlTemplate: '/x' }] }, 'hubs.chat.eventHandlers[0].urlTemplate is no http or https URL.'],
    [{ eventHandlers: [{ urlTemplate: 'tunnel:///x' }] }, 'urlTemplate is no http or https URL.'],
    [{ eventHandlers: [{ urlTemplate: 'http://{hub}/x' }] }, 'urlTemplate is a template in its host.'],
    [{ eventHandlers: [{ urlTemplate: 'http://a b/' }] }, 'urlTemplate is no URL.'],
    [{ eventHandlers: [{ urlTemplate: 'http:///x' }] }, 'urlTemplate is no URL.'],
    [{ eventHandlers: [{ urlTemplate: 'http://user:secret@localhost/' }] }, 'urlTemplate is a URL with a user name.'],
    [
      { eventHandlers: [{ urlTemplate, systemEvents: ['conect'] }] },
      'systemEvents[0] is no system event. System events are connect, connected, disconnected.',
    ],
    [
      { eventHandlers: [{ urlTemplate, userEventPattern: 'room.*' }] },
      'userEventPattern is no pattern for user events.',
    ],
    [{ eventHandlers: [{ urlTemplate, auth: {} }] }, 'auth is not supported by the emulator yet.'],
    [
      { eventHandlers: [{ urlTemplate, groupPresenceEvents: { eventNames: ['gone'] } }] },
      'hubs.chat.eventHandlers[0].groupPresenceEvents.eventNames[0] is no event of groups.',
    ],
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
  });
});

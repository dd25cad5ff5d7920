import { expect } from 'chai';
import { readEventHandler } from '../../lib/emulator/event-handler-settings.js';

const urlTemplate = 'http://localhost:3000/api/{hub}/{event}?code=1';
const read = (settings: unknown) => readEventHandler(settings, 'handler');
const handler = (settings: object) => read({ urlTemplate, ...settings });

describe('the settings of an event handler', () => {
  it('take system events in any letter case', () => {
    const { takesSystemEvent } = handler({ systemEvents: ['Connect'] });
    expect([takesSystemEvent('connect'), takesSystemEvent('connected')]).to.deep.equal([true, false]);
  });

  const patterns: readonly (readonly [string | undefined, string, boolean])[] = [
    ['*', 'anything', true],
    [' * ', 'anything', true],
    ['a, B', 'b', true],
    ['a,b', 'c', false],
    ['', 'a', false],
    [undefined, 'a', false],
    ['connected', 'connected', true],
  ];
  for (const [userEventPattern, name, takes] of patterns) {
    it(`${takes ? 'take' : 'leave out'} the user event ${name} by the pattern ${userEventPattern ?? 'that is not there'}`, () => {
      expect(handler(userEventPattern === undefined ? {} : { userEventPattern }).takesUserEvent(name)).to.equal(takes);
    });
  }

  it('may have a function, at the path that an app of this package has unless another is named', () => {
    const handle = () => ({ status: 204 });
    expect(read({ handle }).target).to.deep.equal({
      urlTemplate: 'http://in-process/api/webpubsub/hubs/{hub}',
      handle,
    });
    expect(read({ handle, urlTemplate: '/events/{event}' }).target.urlTemplate).to.equal(
      'http://in-process/events/{event}',
    );
    expect(read({ handle, urlTemplate }).target.urlTemplate).to.equal(urlTemplate);
  });

  it('may take comings and goings in groups', () => {
    const { takesGroupEvent } = handler({ groupPresenceEvents: { eventNames: ['joined'] } });
    expect([takesGroupEvent('joined', 'g'), handler({}).takesGroupEvent('joined', 'g')]).to.deep.equal([true, false]);
  });

  it('may have the service prove itself by its identity', () => {
    const auth = { type: 'ManagedIdentity', managedIdentity: { resource: 'api://app' } };
    expect(handler({ auth }).target).to.deep.equal({ urlTemplate, resource: 'api://app' });
    expect(handler({ auth: { type: 'None' } }).target).to.deep.equal({ urlTemplate });
  });

  const bad: readonly (readonly [unknown, string])[] = [
    [null, 'Emulator setting handler is null instead of an object.'],
    [{}, 'handler.urlTemplate is missing instead of text.'],
    [{ handle: 'x' }, 'handler.handle is no function.'],
    [{ urlTemplate: '/x' }, 'handler.urlTemplate is no http or https URL.'],
    [{ urlTemplate: 'tunnel:///x' }, 'urlTemplate is a tunnel, which the emulator does not support.'],
    [{ urlTemplate: 'http://{hub}/x' }, 'urlTemplate is a template in its host.'],
    [{ urlTemplate: 'http://a b/' }, 'urlTemplate is no URL.'],
    [{ urlTemplate: 'http:///x' }, 'urlTemplate is no URL.'],
    [{ urlTemplate: 'http://user:secret@localhost/' }, 'urlTemplate is a URL with a user name.'],
    [
      { urlTemplate, systemEvents: ['conect'] },
      'systemEvents[0] is no system event. System events are connect, connected, disconnected.',
    ],
    [{ urlTemplate, userEventPattern: 'room.*' }, 'userEventPattern is no pattern for user events.'],
    [{ urlTemplate, auth: {} }, 'handler.auth.type is neither "None" nor "ManagedIdentity".'],
    [{ urlTemplate, auth: { type: 'ManagedIdentity' } }, 'auth.managedIdentity is missing instead of an object.'],
    [
      { urlTemplate, auth: { type: 'ManagedIdentity', managedIdentity: { resource: ' ' } } },
      'auth.managedIdentity.resource is blank.',
    ],
    [
      { urlTemplate, groupPresenceEvents: { eventNames: 1 } },
      'handler.groupPresenceEvents.eventNames is of type number',
    ],
  ];
  for (const [settings, text] of bad) {
    it(`are refused: ${text}`, () => {
      expect(() => read(settings))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }
});

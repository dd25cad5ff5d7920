import { expect } from 'chai';
import { hubSettings } from '../../lib/host/hub-settings.js';
import type { EventFunctionInfo } from '../../lib/host/function-info.js';
import type { EventType } from '../../lib/protocol/event-type.js';

const event = (hub: string, eventType: EventType, name: string): EventFunctionInfo => ({
  kind: 'event',
  name: `${hub}.${name}`,
  ...{ hub, eventType, event: name, clientProtocols: 'all', route: `/api/webpubsub/hubs/${hub}` },
});
const url = 'https://app.example.com';

describe('the settings of the service that functions need', () => {
  it('are the events that a function answers, hub by hub', () => {
    const functions = [
      event('chat', 'user', 'message'),
      event('chat', 'system', 'disconnected'),
      event('chat', 'system', 'connect'),
      event('rooms', 'group', 'left'),
      event('chat', 'user', 'bid'),
      event('chat', 'user', 'bid'),
    ];
    expect(hubSettings(functions, { url })).to.deep.equal({
      chat: {
        anonymousConnectPolicy: 'deny',
        eventHandlers: [
          {
            urlTemplate: `${url}/api/webpubsub/hubs/chat`,
            userEventPattern: 'message,bid',
            systemEvents: ['connect', 'disconnected'],
          },
        ],
      },
      rooms: {
        anonymousConnectPolicy: 'deny',
        eventHandlers: [
          {
            urlTemplate: `${url}/api/webpubsub/hubs/rooms`,
            systemEvents: [],
            groupPresenceEvents: { eventNames: ['left'] },
          },
        ],
      },
    });
  });

  it('say who may connect, and by which tokens the service proves itself', () => {
    const { chat } = hubSettings([event('chat', 'user', 'x')], {
      url: `${url}/base/`,
      anonymousConnectPolicy: 'allow',
      audience: 'api://app',
    });
    expect(chat).to.deep.equal({
      anonymousConnectPolicy: 'allow',
      eventHandlers: [
        {
          urlTemplate: `${url}/base/api/webpubsub/hubs/chat`,
          userEventPattern: 'x',
          systemEvents: [],
          auth: { type: 'ManagedIdentity', managedIdentity: { resource: 'api://app' } },
        },
      ],
    });
  });

  it('are none for HTTP functions', () => {
    expect(hubSettings([{ kind: 'http', name: 'a', methods: ['GET'], route: '/a' }], { url })).to.deep.equal({});
  });

  for (const [wrong, problem] of [
    ['app.example.com', 'is none'],
    ['ftp://a', 'is neither http nor https'],
    ['https://me:secret@a', 'has a user name in it'],
    ['https://a?code=secret', 'has a query or a fragment'],
    ['https://a#', 'has a query or a fragment'],
    ['https://a/{hub}', 'has a brace in it'],
  ] as const) {
    it(`are refused for a URL that ${problem}, which is not repeated`, () => {
      expect(() => hubSettings([], { url: wrong }))
        .to.throw(`The URL of the app ${problem}`)
        .with.property('message')
        .that.does.not.include('secret');
    });
  }
});

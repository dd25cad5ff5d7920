import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { Emulator } from '../../lib/emulator/emulator.js';
import { createHost } from '../../lib/host/host.js';
import { wireEvents, wireHubs } from '../../lib/testing/wire-events.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() connect(): void {}
  @WebPubSubTrigger('group', 'joined') joined(): void {}
}

/** Wires a host to something that keeps what it is told of hubs. */
function wired() {
  const told: [string, unknown][] = [];
  const emulator = { setHub: (name, settings) => void told.push([name, settings]) } as Emulator;
  const { host } = createHost({ controllers: [Chat], verify: false });
  const hubs = wireHubs(host, emulator, ['other']);
  wireEvents(host, emulator, 'http://app');
  return { hubs, told };
}

describe('the wires from a service to an app', () => {
  it('are of each hub that has functions; another one merely lets everybody in', () => {
    const { hubs, told } = wired();
    expect(hubs).to.deep.equal(['chat']);
    expect(told[1]).to.deep.equal(['other', { anonymousConnectPolicy: 'allow' }]);
  });

  it('carry the events that have a function, and all events of users', () => {
    expect(wired().told.at(-1)).to.deep.equal([
      'chat',
      {
        anonymousConnectPolicy: 'allow',
        eventHandlers: [
          {
            urlTemplate: 'http://app/api/webpubsub/hubs/chat',
            userEventPattern: '*',
            systemEvents: ['connect'],
            groupPresenceEvents: { eventNames: ['joined'] },
          },
        ],
      },
    ]);
  });
});

import { expect } from 'chai';
import Koa from 'koa';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { createHost } from '../../lib/host/host.js';
import type { HostOptions } from '../../lib/host/host.js';
import { claimEventPath } from '../../lib/koa/event-paths.js';
import { codeOf, messageOf } from '../support/define.js';
import { settings } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(): void {}
}
@Hub('game')
class Game {
  @WebPubSubTrigger() move(): void {}
}
class Api {
  @HttpTrigger() login(): void {}
}

const usual = '/api/webpubsub/hubs/{hub}';

/** One bootstrap after the other on one app. */
function claimAll(...all: readonly HostOptions[]): Koa {
  const app = new Koa();
  for (const options of all) {
    const { host, door } = createHost({ settings, ...options });
    claimEventPath(app, door, host.functions);
  }
  return app;
}

describe('two hosts on one app', () => {
  for (const [first, second] of [
    [usual, usual],
    ['/events/{hub}', 'Events/{hub}/'],
    ['/events', '/events/{hub}'],
    ['/events/{hub}', '/events/{hub}/in'],
    ['/events/game', '/events/{hub}'],
  ] as const) {
    it(`cannot take events at ${first} and at ${second}`, () => {
      const claim = () =>
        claimAll({ controllers: [Chat], eventPath: first }, { controllers: [Game], eventPath: second });
      expect(codeOf(claim)).to.equal('WPS_EVENT_PATH_TAKEN');
      expect(messageOf(claim))
        .to.match(/\/game\b/i)
        .and.include('all controllers')
        .and.include('eventPath');
    });
  }

  for (const [first, second] of [
    ['/a/{hub}', '/b/{hub}'],
    ['/events/chat', '/events/{hub}'],
    ['/events/{hub}/in', '/events/{hub}'],
    [usual, 'events'],
  ] as const) {
    it(`can take events at ${first} and at ${second}`, () => {
      expect(() =>
        claimAll({ controllers: [Chat], eventPath: first }, { controllers: [Game], eventPath: second }),
      ).not.to.throw();
    });
  }

  it('can share a path where the second one has no events', () => {
    expect(() => claimAll({ controllers: [Chat] }, { controllers: [Api] })).not.to.throw();
  });

  it('are remembered by the app, out of sight', () => {
    expect(Object.keys(claimAll({ controllers: [Chat] }))).to.deep.equal(Object.keys(new Koa()));
  });
});

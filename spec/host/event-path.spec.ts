import { expect } from 'chai';
import fc from 'fast-check';
import { defaultEventPath, EventPath } from '../../lib/host/event-path.js';

describe('an event path', () => {
  const path = new EventPath(defaultEventPath);

  for (const [given, hub] of [
    ['/api/webpubsub/hubs/chat', 'chat'],
    ['/API/WebPubSub/hubs/Chat/', 'Chat'],
    ['/api/webpubsub/hubs/chat/message/more', 'chat'],
    ['/api/webpubsub/hubs/a%2Fb', 'a/b'],
    ['/api/webpubsub/hubs/', undefined],
    ['/api/webpubsub/hubs', undefined],
    ['/api/webpubsub/hubs//chat', undefined],
    ['/api/webpubsub/hubs/%', undefined],
    ['/', undefined],
    ['', undefined],
  ] as const) {
    it(`says of "${given}" that its hub is ${String(hub)}`, () => {
      expect(path.match(given)?.hub).to.equal(hub);
    });
  }

  it('may have text behind the hub', () => {
    const around = new EventPath('/hubs/{hub}/events/');
    expect(around.template).to.equal('/hubs/{hub}/events');
    expect(
      ['/hubs/chat/EVENTS', '/hubs/chat/events/x', '/hubs/chat/eventsx', '/hubs/chat'].map(
        (given) => around.match(given)?.hub,
      ),
    ).to.deep.equal(['chat', 'chat', undefined, undefined]);
  });

  it('may have no hub', () => {
    const plain = new EventPath('events');
    expect(
      ['/events', '/Events/', '/events/x', '/eventsx'].map((given) => plain.match(given) !== undefined),
    ).to.deep.equal([true, true, true, false]);
  });

  it('matches what it makes of any hub', () => {
    const hubs = fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('utf8'));
    fc.assert(fc.property(hubs, (hub) => path.match(path.of(hub))?.hub === hub));
  });

  it('answers for any text at all', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (template, given) => {
        const match = new EventPath(template).match(`/${given}`);
        return match?.hub === undefined || match.hub !== '';
      }),
    );
  });
});

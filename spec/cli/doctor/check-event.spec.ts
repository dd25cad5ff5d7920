import { expect } from 'chai';
import { checkEvent } from '../../../lib/cli/doctor/check-event.js';
import type { FunctionInfo } from '../../../lib/index.js';
import { examined } from '../../support/examined.js';
import { withService } from '../../support/with-service.js';

describe('the check with a client', () => {
  it('connects one, and sends nothing that nobody asked for', () =>
    withService(async ({ connectionString }) => {
      const found = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true }));
      const unasked = { message: 'It sends no event: name one with --event.', option: '--event <name>' };
      expect(found).to.deep.equal([
        { check: 'client', level: 'ok', message: 'A client is let in to hub chat.' },
        { check: 'client', level: 'skipped', ...unasked },
      ]);
    }));

  it('says who refused it', () =>
    withService(async ({ connectionString, setHub }) => {
      setHub({ eventHandlers: [{ handle: () => ({ status: 403, body: 'not you' }), systemEvents: ['connect'] }] });
      const [finding] = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true }));
      expect(finding?.message).to.equal('A client of hub chat is refused with 403: not you');
    }));

  for (const [fault, status, known, words] of [
    ['has no function for "connect"', 404, {}, 'the app has no function for it: write one'],
    ['refuses the signature', 401, { appTakesKey: false }, 'mend what the check of the signature says'],
    ['refuses the client', 401, {}, 'The function for "connect" refused it'],
  ] as const) {
    it(`tells an app that ${fault} from others`, () =>
      withService(async ({ connectionString, setHub }) => {
        setHub({ eventHandlers: [{ handle: () => ({ status }), systemEvents: ['connect'] }] });
        const more = { hub: 'chat', serviceTakesKey: true, ...known };
        const [finding] = await checkEvent(examined(connectionString, more));
        expect(finding?.message).to.match(new RegExp(`^A client of hub chat is refused with ${String(status)}`));
        expect(finding?.remedy).to.include(words);
      }));
  }

  it('says that "connect" is not answered', () =>
    withService(async ({ connectionString, setHub }) => {
      setHub({ eventHandlers: [{ handle: () => new Promise(() => undefined), systemEvents: ['connect'] }] });
      const [finding] = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true }));
      expect(finding?.message).to.equal('A client of hub chat was not let in within 3 s.');
    })).timeout(20_000);

  const answered = async (handle: () => unknown, functions?: readonly FunctionInfo[]) => {
    let found: Awaited<ReturnType<typeof checkEvent>> = [];
    await withService(async ({ connectionString, setHub }) => {
      setHub({ eventHandlers: [{ handle: handle as never, userEventPattern: '*' }] });
      const event = { name: 'mesage', data: 'x' };
      found = await checkEvent(examined(connectionString, { hub: 'chat', serviceTakesKey: true, event, functions }));
    });
    return `${found[1]?.level ?? ''}: ${found[1]?.message ?? ''} ${found[1]?.remedy ?? ''}`;
  };
  const refuse = () => ({ status: 404 });

  it('says in words that an event failed, and how to see what the app answers', async () => {
    const found = await answered(refuse);
    expect(found).to.match(/^failure: Its event "mesage" failed: the service got no success for it/);
    expect(found)
      .to.include('"web-pubsub trigger chat/mesage", with the same --url, prints')
      .and.not.include('sendEvent');
  });

  it('says which event was meant', async () => {
    const message: FunctionInfo = {
      ...{ kind: 'event', name: 'Chat.message', hub: 'chat', eventType: 'user', event: 'message' },
      ...{ clientProtocols: 'all', route: '/events/chat' },
    };
    expect(await answered(refuse, [message])).to.include('Is "message" meant? Else "web-pubsub trigger');
  });

  it('says that an event is not answered', async () => {
    const found = await answered(() => new Promise(() => undefined));
    expect(found).to.include('was not acknowledged within 3 s: its function does not return');
  }).timeout(20_000);

  it('needs a hub that is meant, and a service', () =>
    withService(async ({ connectionString }) => {
      const [noHub] = await checkEvent(examined(connectionString, { serviceTakesKey: true }));
      const [noKey] = await checkEvent(examined(connectionString, { hub: 'chat' }));
      const known = { hub: 'chatt', serviceTakesKey: true, hubIsMistaken: true };
      const [otherHub] = await checkEvent(examined(connectionString, known));
      expect([noHub, noKey, otherHub].map((one) => one?.level)).to.deep.equal(['skipped', 'skipped', 'skipped']);
    }));
});

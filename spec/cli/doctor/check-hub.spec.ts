import { expect } from 'chai';
import { checkHub } from '../../../lib/cli/doctor/check-hub.js';
import type { FunctionInfo } from '../../../lib/index.js';
import { connectionTo, examined } from '../../support/examined.js';

const message: FunctionInfo = {
  ...{ kind: 'event', name: 'Chat.message', hub: 'chathub', eventType: 'user', event: 'message' },
  ...{ clientProtocols: 'all', route: '/events/chathub' },
};
const login: FunctionInfo = { kind: 'http', name: 'Chat.login', methods: ['GET'], route: '/login' };

const found = async (hub: string | undefined, functions: readonly FunctionInfo[] | undefined) =>
  (await checkHub(examined(connectionTo('https://a.example'), { hub, functions })))
    .map(({ level, message: words, remedy = '' }) => `${level}: ${words} ${remedy}`)
    .join('\n');

describe('the check of the hub', () => {
  it('finds its functions, in any letter case', async () => {
    expect(await found('ChatHub', [message, login])).to.match(/^ok: /);
  });

  it('names the hub that was meant', async () => {
    expect(await found('chathubb', [message])).to.match(
      /^failure: No function is of hub chathubb: there are those of chathub\. Is chathub meant\?/,
    );
  });

  it('only warns of a hub that none is like, which may be sent to alone', async () => {
    expect(await found('feed', [message])).to.match(/^warning: .*chathub/);
  });

  it('says nothing where no function of an event, or no hub, is known', async () => {
    expect(await found('chat', undefined)).to.equal('');
    expect(await found('chat', [login])).to.equal('');
    expect(await found(undefined, [message])).to.equal('');
  });
});

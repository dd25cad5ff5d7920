import { expect } from 'chai';
import { checkRoutes } from '../../../lib/cli/doctor/check-routes.js';
import type { EventFunctionInfo } from '../../../lib/index.js';
import { connectionTo, examined } from '../../support/examined.js';

const message: EventFunctionInfo = {
  ...{ kind: 'event', name: 'Chat.message', hub: 'chat', eventType: 'user', event: 'message' },
  ...{ clientProtocols: 'all', route: '/Events/chat' },
};
const found = async (more: Parameters<typeof examined>[1]) =>
  (await checkRoutes(examined(connectionTo('https://a.example'), { functions: [message], ...more })))
    .map(({ level, message: words }) => `${level}: ${words}`)
    .join('\n');

describe('the check of routes', () => {
  it('compares functions with the URL of the app', async () => {
    expect(await found({ appUrl: 'http://localhost:1/events/{hub}/{event}' })).to.match(
      /^ok: 1 function of an event agrees with the URL/,
    );
    expect(await found({ appUrl: 'http://localhost:1/other/{hub}' })).to.include('listens at /Events/chat');
  });

  it('needs functions', async () => {
    expect(await found({ functions: undefined })).to.match(/^skipped/);
  });

  it('takes it for a failure that nobody answers "connect"', async () => {
    const connect = { hub: 'CHAT', eventType: 'system', eventName: 'connect' } as const;
    const routes = { find: () => ({ url: 'http://localhost:1/events/chat' }), named: [connect] };
    expect(await found({ routes })).to.match(/^failure: .* No client is let in\.$/);
  });

  const connected: EventFunctionInfo = { ...message, name: 'Chat.connected', eventType: 'system', event: 'connected' };

  it('says of a wrong port once which functions it keeps from their events', async () => {
    const routes = { find: () => ({ url: 'http://localhost:2/events/chat' }), named: [] };
    const more = { appUrl: 'http://localhost:1/{hub}', functions: [message, connected], routes };
    expect(await found(more)).to.equal(
      'warning: The events of Chat.message, Chat.connected go to http://localhost:2, and the app is at http://localhost:1.',
    );
  });
});

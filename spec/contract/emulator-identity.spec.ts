import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { startEmulator, type Emulator } from '../../lib/emulator/index.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { accessToken } from '../support/access-token.js';
import { serveControllers } from '../support/app.js';
import { WebSocketClient } from '../support/web-socket-client.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext<string>): string {
    return `taken: ${context.data}`;
  }
}

/** The settings of an app that takes events by the tokens of this emulator. */
function settingsFor({ url, identity }: Emulator): Record<string, string> {
  const name = 'WebPubSubConnectionString';
  return {
    [`${name}__serviceUri`]: url.replace('http:', 'https:'),
    [`${name}__webhookAudience`]: 'api://app',
    [`${name}__tenantId`]: identity.tenantId,
    [`${name}__principalId`]: identity.principalId,
    [`${name}__authorityHost`]: identity.authorityHost,
  };
}

/** What a simple client hears of an app that trusts the identity of `trusted`, and is sent events by `emulator` for `resource`. */
async function heardFrom(emulator: Emulator, trusted: Emulator, resource: string): Promise<unknown> {
  const settings = settingsFor(trusted);
  return serveControllers(
    [Chat],
    async ({ port }) => {
      const auth = { type: 'ManagedIdentity', managedIdentity: { resource } } as const;
      const urlTemplate = `http://127.0.0.1:${port}/api/webpubsub/hubs/{hub}`;
      emulator.setHub('chat', { eventHandlers: [{ urlTemplate, userEventPattern: '*', auth }] });
      const token = accessToken({ aud: `${emulator.url}/client/hubs/chat` });
      const address = `${emulator.url.replace('http', 'ws')}/client/hubs/chat?access_token=${token}`;
      const client = await WebSocketClient.open(address);
      client.socket.send('hello');
      const heard = await Promise.race([client.next(), client.closed]);
      client.socket.terminate();
      return heard;
    },
    { settings },
  );
}

describe('an event handler with a managed identity', () => {
  const log = { warn: () => {}, error: () => {} };

  it('gets tokens that the app proves by the keys of the emulator', async () => {
    const emulator = await startEmulator({ port: 0, log });
    expect(await heardFrom(emulator, emulator, 'api://app')).to.equal('taken: hello');
    expect(await heardFrom(emulator, emulator, 'api://other')).to.include({ code: 1011 });
    await emulator.close();
  });

  it('is not believed by an app that trusts another issuer', async () => {
    const [emulator, trusted] = [await startEmulator({ port: 0, log }), await startEmulator({ port: 0 })];
    expect(await heardFrom(emulator, trusted, 'api://app')).to.include({ code: 1011 });
    await Promise.all([emulator.close(), trusted.close()]);
  });
});

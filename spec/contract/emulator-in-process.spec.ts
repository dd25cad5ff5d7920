import { expect } from 'chai';
import Koa from 'koa';
import { startEmulator } from '../../lib/emulator/index.js';
import { bootstrap, defineFunction, type ConnectContext, type UserEventContext } from '../../lib/index.js';
import { accessToken } from '../support/access-token.js';
import { WebSocketClient } from '../support/web-socket-client.js';

describe('an app in the process of the emulator', () => {
  it('takes events without a port of its own, verified as ever', async () => {
    const emulator = await startEmulator({ port: 0 });
    const host = bootstrap(new Koa(), {
      settings: { WebPubSubConnectionString: emulator.connectionString },
      functions: [
        defineFunction(
          { trigger: { hub: 'chat', eventType: 'system', eventName: 'connect' } },
          (context: ConnectContext) => ({
            userId: `${context.userId ?? ''}!`,
          }),
        ),
        defineFunction(
          { trigger: { hub: 'chat', eventType: 'user', eventName: 'echo' } },
          (context: UserEventContext) => [context.userId, context.data],
        ),
      ],
    });
    emulator.setHub('chat', {
      eventHandlers: [{ handle: (request) => host.handle(request), userEventPattern: '*', systemEvents: ['connect'] }],
    });
    const token = accessToken({ sub: 'änn', aud: `${emulator.url}/client/hubs/chat` });
    const url = `${emulator.url.replace('http', 'ws')}/client/hubs/chat?access_token=${token}`;
    const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1']);
    expect(await client.nextJson()).to.include({ userId: 'änn!' });
    expect(await client.ask({ type: 'event', event: 'echo', data: { n: 1 } })).to.deep.include({
      data: ['änn!', { n: 1 }],
    });
    await client.close();
    await host.close();
    await emulator.close();
  });
});

import { expect } from 'chai';
import { connectService } from '../../lib/host/connect-service.js';
import { startEmulator } from '../../lib/emulator/index.js';
import { WebSocketClient } from '../support/web-socket-client.js';
import { messageOf } from '../support/define.js';

const connectionString = 'Endpoint=https://a.example;AccessKey=secret;Version=1.0;';

describe('a service that is connected without an app', () => {
  it('is sent to, and lets clients in', async () => {
    await using emulator = await startEmulator({ port: 0 });
    const service = connectService({ settings: { Own: emulator.connectionString }, connection: 'Own' });
    const { url } = await service.getClientAccess('chat', { userId: 'ann' });
    const client = await WebSocketClient.open(url);
    await service.server('chat').sendToUser('ann', 'hi');
    expect(await client.next()).to.equal('hi');
    service.close();
  });

  it('says where it is, and how it is called', () => {
    const service = connectService({ settings: { WebPubSubConnectionString: connectionString } });
    expect(service).to.include({ endpoint: 'https://a.example', isByIdentity: false });
  });

  it('has the hub of the settings', () => {
    const service = connectService({
      settings: { WebPubSubConnectionString: connectionString, WebPubSubHub: 'lobby' },
    });
    expect(service.server().hub).to.equal('lobby');
  });

  for (const [what, options, words] of [
    ['no connection', { connection: 'Nowhere' }, 'Nowhere'],
    ['a connection that is none', { settings: { WebPubSubConnectionString: 'x' } }, 'it has no Endpoint'],
    ['a typo', { conection: 'Own' }, 'conection'],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(messageOf(() => connectService(options as object))).to.include(words);
    });
  }

  it('may be called many times at once, without a word of a leak', async () => {
    await using emulator = await startEmulator({ port: 0 });
    const service = connectService({ settings: { WebPubSubConnectionString: emulator.connectionString } });
    const warnings: Error[] = [];
    const warned = (warning: Error): unknown => warnings.push(warning);
    process.on('warning', warned);
    const server = service.server('chat');
    await Promise.all(Array.from({ length: 30 }, () => server.sendToAll('hi')));
    process.off('warning', warned);
    service.close();
    expect(warnings).to.deep.equal([]);
  });

  it('makes no call once it is closed', async () => {
    const service = connectService({ settings: { WebPubSubConnectionString: connectionString } });
    service.close();
    const [call] = await Promise.allSettled([service.server('chat').sendToAll('hi')]);
    expect(call.status).to.equal('rejected');
  });
});

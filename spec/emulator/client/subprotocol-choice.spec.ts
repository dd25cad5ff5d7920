import { expect } from 'chai';
import { defaultDisputed } from '../../../lib/emulator/disputed.js';
import { SubprotocolChooser } from '../../../lib/emulator/client/subprotocol-choice.js';
import { moduleOf, modulesLoadedBy } from '../../support/loaded-modules.js';

const chooser = new SubprotocolChooser(defaultDisputed);

describe('the subprotocol', () => {
  const rows: readonly (readonly [string[], string | undefined, boolean])[] = [
    [[], undefined, false],
    [['chat.v1'], undefined, false],
    [['chat.v1', 'JSON.webpubsub.azure.v1', 'json.reliable.webpubsub.azure.v1'], 'JSON.webpubsub.azure.v1', false],
    [['json.reliable.webpubsub.azure.v1', 'json.webpubsub.azure.v1'], 'json.reliable.webpubsub.azure.v1', true],
    [['protobuf.webpubsub.azure.v1', 'json.webpubsub.azure.v1'], 'protobuf.webpubsub.azure.v1', false],
    [['Protobuf.Reliable.webpubsub.azure.v1'], 'Protobuf.Reliable.webpubsub.azure.v1', true],
  ];
  for (const [offered, name, isReliable] of rows) {
    it(`of [${offered.join(', ')}] is ${name ?? 'none'}`, () => {
      expect(chooser.ofOffered(offered)).to.include({ name, isReliable });
    });
  }

  it('has one codec in both forms, so that what goes to many connections is written once', async () => {
    for (const kind of ['json', 'protobuf']) {
      const names = [`${kind}.webpubsub.azure.v1`, `${kind}.WEBPUBSUB.azure.v1`, `${kind}.reliable.webpubsub.azure.v1`];
      const codecs = await Promise.all(names.map(async (name) => chooser.byName(name).codec({ mode: 'sendEvent' })));
      expect(codecs[0]).to.have.property('decode');
      expect(codecs.every((codec) => codec === codecs[0])).to.equal(true);
    }
  });

  it('may be any name when the app chooses it', () => {
    expect(chooser.byName('chat.v1')).to.include({ name: 'chat.v1', isReliable: false });
  });

  for (const [kind, isLoaded] of [
    ['json', false],
    ['protobuf', true],
  ] as const) {
    it(`loads ${isLoaded ? 'the codec' : 'nothing'} of protobuf for a client of ${kind}`, async () => {
      const loaded = await modulesLoadedBy(`
        const { startEmulator } = await import('${moduleOf('dist/lib/emulator/index.js')}');
        const { WebSocket } = await import('ws');
        const emulator = await startEmulator({ port: 0, hubs: { chat: { anonymousConnectPolicy: 'allow' } } });
        const url = emulator.url.replace('http', 'ws') + '/client/hubs/chat';
        const client = new WebSocket(url, '${kind}.webpubsub.azure.v1');
        await new Promise((resolve) => client.once('message', resolve));
        client.terminate();
        await emulator.close();
      `);
      expect(loaded).to.include('lib/emulator/client/json-codec.js');
      expect(/@bufbuild|client\/protobuf\//.test(loaded)).to.equal(isLoaded);
    });
  }
});

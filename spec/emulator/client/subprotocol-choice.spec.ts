import { expect } from 'chai';
import { defaultDisputed } from '../../../lib/emulator/disputed.js';
import { SubprotocolChooser } from '../../../lib/emulator/client/subprotocol-choice.js';

const chooser = new SubprotocolChooser(defaultDisputed);

describe('the subprotocol', () => {
  const rows: readonly (readonly [string[], string | undefined, boolean])[] = [
    [[], undefined, false],
    [['chat.v1'], undefined, false],
    [['chat.v1', 'JSON.webpubsub.azure.v1', 'json.reliable.webpubsub.azure.v1'], 'JSON.webpubsub.azure.v1', false],
    [['json.reliable.webpubsub.azure.v1', 'json.webpubsub.azure.v1'], 'json.reliable.webpubsub.azure.v1', true],
    [['protobuf.webpubsub.azure.v1', 'json.webpubsub.azure.v1'], 'json.webpubsub.azure.v1', false],
  ];
  for (const [offered, name, isReliable] of rows) {
    it(`of [${offered.join(', ')}] is ${name ?? 'none'}`, () => {
      expect(chooser.ofOffered(offered)).to.include({ name, isReliable });
    });
  }

  it('is refused by name when it is one that the emulator does not speak', () => {
    for (const name of ['protobuf.webpubsub.azure.v1', 'protobuf.reliable.webpubsub.azure.v1']) {
      expect(chooser.ofOffered([name]))
        .to.have.property('problem')
        .that.includes(name);
      expect(chooser.byName(name)).to.have.property('problem').that.includes(name);
    }
  });

  it('has one codec, so that what goes to many connections is written once', () => {
    const mode = { mode: 'sendEvent' } as const;
    const codecs = ['json.webpubsub.azure.v1', 'JSON.webpubsub.azure.v1', 'json.reliable.webpubsub.azure.v1'].map(
      (name) => {
        const choice = chooser.byName(name);
        return 'codec' in choice ? choice.codec(mode) : undefined;
      },
    );
    expect(codecs[0]).to.have.property('decode');
    expect(codecs.every((codec) => codec === codecs[0])).to.equal(true);
  });

  it('may be any name when the app chooses it', () => {
    expect(chooser.byName('chat.v1')).to.include({ name: 'chat.v1', isReliable: false });
  });
});

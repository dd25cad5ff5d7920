import { expect } from 'chai';
import { chooseByName, chooseOffered } from '../../../lib/emulator/client/subprotocol-choice.js';

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
      expect(chooseOffered(offered)).to.include({ name, isReliable });
    });
  }

  it('is refused by name when it is one that the emulator does not speak', () => {
    for (const name of ['protobuf.webpubsub.azure.v1', 'protobuf.reliable.webpubsub.azure.v1']) {
      expect(chooseOffered([name]))
        .to.have.property('problem')
        .that.includes(name);
      expect(chooseByName(name)).to.have.property('problem').that.includes(name);
    }
  });

  it('may be any name when the app chooses it', () => {
    expect(chooseByName('chat.v1')).to.include({ name: 'chat.v1', isReliable: false });
  });
});

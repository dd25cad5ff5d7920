import { expect } from 'chai';
import { hideSecrets, hideSecretsOfBytes, hideSecretsOfPart } from '../../../lib/emulator/inspector/hide-secrets.js';
import { accessToken } from '../../support/access-token.js';

describe('what is hidden from the page', () => {
  it('is every access key, wherever it stands', () => {
    expect(hideSecrets('a one b two one', ['one', 'two'])).to.equal('a (key hidden) b (key hidden) (key hidden)');
  });

  it('is every token, also two in one text', () => {
    const token = accessToken({ aud: 'x' });
    expect(hideSecrets(`url?access_token=${token}&x=1 ${token}`, [])).to.equal(
      'url?access_token=(token hidden)&x=1 (token hidden)',
    );
  });

  it('is what a cut leaves of a key or a token at the end of a text', () => {
    const token = accessToken({ aud: 'x' });
    for (const length of [4, 20, 31]) {
      const key = 'k'.repeat(30) + 'ey';
      expect(hideSecretsOfPart(`a ${key.slice(0, length)}`, [key])).to.equal('a (key hidden)');
    }
    for (const length of [3, 30, token.indexOf('.') + 1, token.length - 1, token.length]) {
      expect(hideSecretsOfPart(`a ${token.slice(0, length)}`, [])).to.equal('a (token hidden)');
    }
    expect(hideSecretsOfPart('a keyboard', ['key of the service'])).to.equal('a keyboard');
  });

  it('stands in bytes, too', () => {
    const bytes = Buffer.concat([Buffer.of(0, 255), Buffer.from('the schlüssel and '), Buffer.of(1)]);
    const shown = Buffer.from(hideSecretsOfBytes(bytes, ['schlüssel'], false));
    expect(
      shown.equals(Buffer.concat([Buffer.of(0, 255), Buffer.from('the (key hidden) and '), Buffer.of(1)])),
    ).to.equal(true);
    expect(hideSecretsOfBytes(bytes, ['other'], true)).to.equal(bytes);
    expect(Buffer.from(hideSecretsOfBytes(Buffer.from('a schl'), ['schlüssel'], true)).toString()).to.equal(
      'a (key hidden)',
    );
  });

  it('is nothing else', () => {
    expect(hideSecrets('{"eyJ":"eyJhbGciOiJ"}', ['key'])).to.equal('{"eyJ":"eyJhbGciOiJ"}');
  });
});

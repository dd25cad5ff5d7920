import { expect } from 'chai';
import { hideSecrets } from '../../../lib/emulator/inspector/hide-secrets.js';
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

  it('is nothing else', () => {
    expect(hideSecrets('{"eyJ":"eyJhbGciOiJ"}', ['key'])).to.equal('{"eyJ":"eyJhbGciOiJ"}');
  });
});

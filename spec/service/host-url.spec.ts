import { expect } from 'chai';
import { readHostUrl } from '../../lib/service/host-url.js';
import { codeOf, messageOf } from '../support/define.js';

const read = (text: string, plain: 'anywhere' | 'loopback' | 'nowhere' = 'anywhere') =>
  readHostUrl('Main__url', text, { plain });

describe('the URL of a host', () => {
  it('is given without a slash at its end', () => {
    expect([read('https://a.example/'), read('http://a.example:81')]).to.deep.equal([
      'https://a.example',
      'http://a.example:81',
    ]);
  });

  for (const text of ['', 'a.example', 'ftp://a', 'https://', 'https://a/b', 'https://a?b', 'https://a/#b']) {
    it(`is not "${text}"`, () => {
      expect(codeOf(() => read(text))).to.equal('WPS_SETTING_INVALID');
    });
  }

  it('has no user and password, and the error does not repeat them', () => {
    expect(messageOf(() => read('https://ann:secret@a.example')))
      .to.include('Main__url')
      .and.not.include('secret');
  });

  it('has plain http only where it may', () => {
    expect(read('http://127.0.0.1:1', 'loopback')).to.equal('http://127.0.0.1:1');
    expect(messageOf(() => read('http://a.example', 'loopback'))).to.include('plain http');
    expect(messageOf(() => read('http://127.0.0.1:1', 'nowhere'))).to.include('plain http');
  });
});

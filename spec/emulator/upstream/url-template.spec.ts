import { expect } from 'chai';
import { resolveUrl } from '../../../lib/emulator/upstream/url-template.js';

describe('a URL template', () => {
  it('is filled in any letter case, percent-encoded', () => {
    expect(resolveUrl('http://h/{HUB}/{event}?e={Event}', 'a/b', 'x y')).to.equal('http://h/a%2Fb/x%20y?e=x%20y');
  });

  it('keeps other braces, and what looks like a pattern of replace', () => {
    expect(resolveUrl('http://h/{other}/{event}', 'hub', '$&')).to.equal('http://h/{other}/%24%26');
  });
});

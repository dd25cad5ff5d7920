import { expect } from 'chai';
import { withSlash } from '../../lib/host/route-prefix.js';

describe('the prefix of routes', () => {
  it('has a slash in front and none at its end, and is empty for none', () => {
    expect(['', '/', 'api', '/api/', '//a/b//'].map(withSlash)).to.deep.equal(['', '', '/api', '/api', '/a/b']);
  });
});

import { expect } from 'chai';
import { decodeOnce, parseAudience } from '../../lib/emulator/audience.js';

describe('an audience', () => {
  it('is a host, a path as it was written and a query', () => {
    expect(parseAudience('HTTPS://Host:8080/a%2Fb/?x=1#y')).to.deep.equal({
      host: 'host:8080',
      path: '/a%2Fb',
      query: 'x=1',
    });
  });

  it('says the same with the default port of its scheme and without', () => {
    expect(
      ['http://h:80/', 'wss://h:443', 'ws://h', 'https://h:80'].map((text) => parseAudience(text)?.host),
    ).to.deep.equal(['h', 'h', 'h', 'h:80']);
  });

  it('is nothing under another scheme', () => {
    expect(['ftp://h/', 'h/', '', 'http://'].map(parseAudience)).to.deep.equal(Array(4).fill(undefined));
  });

  it('stays as it is where it cannot be decoded', () => {
    expect([decodeOnce('%2525'), decodeOnce('%E0%A4%A')]).to.deep.equal(['%25', '%E0%A4%A']);
  });
});

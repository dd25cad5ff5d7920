import { expect } from 'chai';
import { originMatches, parseOrigin, splitOrigins, type OriginHost } from '../../lib/protocol/origin.js';

function host(origin: string): OriginHost {
  return parseOrigin(origin) ?? expect.fail(`${origin} is no origin`);
}

describe('an origin', () => {
  it('is a host, a host with a port, or a URL', () => {
    expect(host('A.webpubsub.azure.com')).to.deep.equal({ hostname: 'a.webpubsub.azure.com', port: undefined });
    expect(host('localhost:8080')).to.deep.equal({ hostname: 'localhost', port: '8080' });
    expect(host('https://host/')).to.deep.equal({ hostname: 'host', port: undefined });
  });

  for (const text of ['', ' ', 'a b', 'http://', ':80', '*', '*.example.com', 'https://*']) {
    it(`is not "${text}"`, () => {
      expect(parseOrigin(text)).to.equal(undefined);
    });
  }

  it('may stand in a list', () => {
    expect(splitOrigins('a.example.com, b.example.com,')).to.deep.equal(['a.example.com', 'b.example.com']);
  });

  it('matches by host name, and by port only where it carries one', () => {
    expect(originMatches(host('localhost'), host('localhost:8080'))).to.equal(true);
    expect(originMatches(host('localhost:8080'), host('localhost:8080'))).to.equal(true);
    expect(originMatches(host('localhost:8081'), host('localhost:8080'))).to.equal(false);
    expect(originMatches(host('a.example.com'), host('example.com'))).to.equal(false);
  });
});

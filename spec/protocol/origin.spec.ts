import { expect } from 'chai';
import fc from 'fast-check';
import { originMatches, parseOrigin, splitOrigins, type OriginHost } from '../../lib/protocol/origin.js';

function host(origin: string): OriginHost {
  return parseOrigin(origin) ?? expect.fail(`${origin} is no origin`);
}

describe('an origin', () => {
  it('is a host, a host with a port, or a URL', () => {
    expect(host('A.webpubsub.azure.com')).to.include({ hostname: 'a.webpubsub.azure.com', port: undefined });
    expect(host('localhost:8080')).to.deep.equal({ hostname: 'localhost', port: '8080' });
    expect(host('https://host/')).to.deep.equal({ hostname: 'host', scheme: 'https', port: undefined });
    expect(host('HTTP://[::1]:81/a/b?c=d:1')).to.deep.equal({ hostname: '[::1]', scheme: 'http', port: '81' });
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

  for (const [presented, known, matches] of [
    ['host:443', 'https://host', true],
    ['host:80', 'http://host', true],
    ['https://host:443', 'https://host/', true],
    ['host:443', 'host', true],
    ['host:443', 'https://host:443', true],
    ['host:80', 'https://host', false],
    ['host:443', 'http://host', false],
    ['host:443', 'https://host:8443', false],
    ['host:8443', 'host', false],
  ] as const) {
    it(`at its default port is the same host: ${presented} ${matches ? 'matches' : 'does not match'} ${known}`, () => {
      expect(originMatches(host(presented), host(known))).to.equal(matches);
    });
  }

  it('of a host matches itself, and of any text is read or not without a throw', () => {
    fc.assert(
      fc.property(fc.domain(), fc.integer({ min: 1, max: 65_535 }), (host, port) => {
        const [bare, full] = [parseOrigin(host), parseOrigin(`https://${host}:${String(port)}`)];
        if (bare === undefined || full === undefined) throw new Error(`${host} is not read`);
        expect([originMatches(bare, full), originMatches(full, full)]).to.deep.equal([true, true]);
      }),
    );
    const piece = fc.constantFrom('http', '://', ':', ',', ' ', '*', '[', ']', '@', '/', '%', 'a', '1', '\u0000');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((pieces) => pieces.join('')),
    );
    fc.assert(fc.property(text, (value) => void splitOrigins(value).map(parseOrigin)));
  });
});

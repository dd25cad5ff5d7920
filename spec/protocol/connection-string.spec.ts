import { expect } from 'chai';
import fc from 'fast-check';
import {
  formatConnectionString,
  isLoopback,
  parseConnectionString,
  wellKnownAccessKey,
} from '../../lib/protocol/connection-string.js';

const noScheme = 'its Endpoint must begin with https://, or with http:// for an emulator';
const noMore = 'its Endpoint has more than a scheme, a host and a port';

describe('a connection string', () => {
  it('names an endpoint and a key', () => {
    const parts = parseConnectionString('Endpoint=https://a.webpubsub.azure.com;AccessKey=secret;Version=1.0;');
    expect(parts).to.deep.equal({ endpoint: 'https://a.webpubsub.azure.com', accessKey: 'secret' });
  });

  it('reads what it writes', () => {
    const parts = { endpoint: 'http://localhost:8080', accessKey: wellKnownAccessKey };
    expect(parseConnectionString(formatConnectionString(parts))).to.deep.equal(parts);
  });

  it('keeps the padding of a key and the case of both', () => {
    expect(parseConnectionString('ACCESSKEY=Ab==;endpoint=https://host')).to.include({ accessKey: 'Ab==' });
  });

  it('takes its port apart from the endpoint as well', () => {
    const parts = parseConnectionString('Endpoint=http://localhost/;Port=8888;AccessKey=k;');
    expect(parts).to.include({ endpoint: 'http://localhost:8888' });
  });

  for (const [text, problem] of [
    ['', 'it has no Endpoint'],
    ['Endpoint=https://host', 'it has no AccessKey'],
    ['Endpoint=https://host;AccessKey=', 'it has no AccessKey'],
    ['Endpoint=https://host;AccessKey=a;AccessKey=b', 'it names accesskey twice'],
    ['Endpoint=https://;AccessKey=a', 'its Endpoint is not a URL'],
    ['Endpoint=https://a b;AccessKey=a', 'its Endpoint is not a URL'],
    ['Endpoint=host;AccessKey=a', noScheme],
    ['Endpoint=localhost:8080;AccessKey=a', noScheme],
    ['Endpoint=ftp://host;AccessKey=a', noScheme],
    ['Endpoint=https:host;AccessKey=a', noScheme],
    ['Endpoint=wss://host;AccessKey=a', noScheme],
    ['Endpoint=https://ann@host;AccessKey=a', noMore],
    ['Endpoint=https://ann:secret@host;AccessKey=a', noMore],
    ['Endpoint=https://host/path;AccessKey=a', noMore],
    ['Endpoint=https://host?a=b;AccessKey=a', noMore],
    ['Endpoint=https://host?;AccessKey=a', noMore],
    ['Endpoint=https://host#a;AccessKey=a', noMore],
    ['Endpoint=https://host;Port=0;AccessKey=a', 'its Port is not a number from 1 to 65535'],
  ] as const) {
    it(`is refused because ${problem}: ${text}`, () => {
      expect(parseConnectionString(text)).to.deep.equal({ problem });
    });
  }
});

describe('loopback', () => {
  for (const host of ['localhost', 'LOCALHOST', 'app.localhost', '127.0.0.1', '127.1.2.3', '::1', '[::1]']) {
    it(`is ${host}`, () => {
      expect(isLoopback(host)).to.equal(true);
    });
  }

  for (const host of ['0.0.0.0', '10.0.0.1', 'localhost.example.com', '127.0.0.1.example.com', '::']) {
    it(`is not ${host}`, () => {
      expect(isLoopback(host)).to.equal(false);
    });
  }

  it('is read back as it was written, and any other text is judged without a throw', () => {
    const endpoint = fc.tuple(fc.constantFrom('http', 'https'), fc.domain(), fc.integer({ min: 1024, max: 65_535 }));
    const key = fc.stringMatching(/^[A-Za-z0-9+/]{1,60}={0,2}$/);
    fc.assert(
      fc.property(endpoint, key, ([scheme, host, port], accessKey) => {
        const parts = { endpoint: `${scheme}://${host}:${String(port)}`, accessKey };
        expect(parseConnectionString(formatConnectionString(parts))).to.deep.equal(parts);
      }),
    );
    const near = fc.array(fc.constantFrom('Endpoint=', 'AccessKey=', 'Port=', 'http://', ';', '=', 'a', '[', '%', '0'));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          near.map((pieces) => pieces.join('')),
        ),
        (text) => {
          const read = parseConnectionString(text);
          expect('problem' in read || URL.canParse(read.endpoint)).to.equal(true);
        },
      ),
    );
  });
});

import { expect } from 'chai';
import { X509Certificate } from 'node:crypto';
import { createCertificates } from '../../../lib/emulator/tls/certificates.js';
import { loadCertificates, readTls } from '../../../lib/emulator/tls/tls-options.js';

const pair = () => createCertificates(['localhost'], Date.now());

describe('the option tls', () => {
  it('is plain HTTP when it is left out or false', () => {
    expect([readTls(undefined, 'tls'), readTls(false, 'tls')]).to.deep.equal([undefined, undefined]);
  });

  it('makes a certificate for this machine and the host that it listens on', async () => {
    const namesFor = async (host: string) => new X509Certificate((await loadCertificates('generate', host)).cert);
    expect((await namesFor('my.test')).subjectAltName).to.match(
      /^DNS:my\.test, DNS:localhost, IP Address:127\.0\.0\.1, /,
    );
    expect((await namesFor('0.0.0.0')).subjectAltName)
      .to.match(/^DNS:localhost, /)
      .and.not.include('0.0.0.0,');
  });

  it('takes a pair as text or as bytes, which is what clients are to trust then', async () => {
    const { key, cert } = await pair();
    const read = readTls({ key: Buffer.from(key), cert }, 'tls') ?? expect.fail('it is read');
    expect(await loadCertificates(read, 'localhost')).to.deep.equal({ key, cert, authority: cert });
  });

  it('is refused by path where it cannot be used', async () => {
    const [{ key, cert }, other] = await Promise.all([pair(), pair()]);
    const bad = [
      [1, 'tls is of type number instead of an object'],
      [{ key, cert, ca: '' }, 'tls.ca is unknown'],
      [{ cert }, 'tls.key is missing'],
      [{ key, cert: 1 }, 'tls.cert is neither text nor bytes'],
      [{ key, cert: other.cert }, 'tls is no pair of a key and its certificate'],
      [{ key: 'x', cert }, 'tls is no pair of a key and its certificate'],
    ] as const;
    for (const [value, text] of bad) expect(() => readTls(value, 'tls')).to.throw(`Emulator setting ${text}`);
  });
});

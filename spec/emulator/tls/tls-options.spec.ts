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

  it('takes a pair as text or as bytes', async () => {
    const { key, cert } = await pair();
    expect(readTls({ key: Buffer.from(key), cert }, 'tls')).to.deep.equal({ key, cert });
  });

  it('knows what clients are to trust only of one that holds it: at its end, or itself', async () => {
    const { key, cert, authority } = await pair();
    const trustedOf = async (text: string) => (await loadCertificates({ key, cert: text }, 'localhost')).authority;
    expect(await trustedOf(cert)).to.equal(undefined);
    expect(await trustedOf(`${cert}\n${authority}`)).to.equal(authority.trim());
    expect(await trustedOf(authority)).to.equal(authority.trim());
  });

  it('is refused by path where it cannot be used', async () => {
    const [{ key, cert }, other] = await Promise.all([pair(), pair()]);
    const bad = [
      [1, 'tls is of type number instead of an object'],
      [{ key, cert, ca: '' }, 'tls.ca is unknown'],
      [{ cert }, 'tls.key is missing'],
      [{ key, cert: 1 }, 'tls.cert is neither text nor bytes'],
      [{ key, cert: other.cert }, 'tls is no pair of a key and its certificate (ERR_OSSL_X509_KEY_VALUES_MISMATCH)'],
      [{ key: '', cert }, 'tls.key is no PEM'],
      [{ key, cert: Buffer.from([0x30, 0x82]) }, 'tls.cert is no PEM'],
      [{ key: cert, cert }, 'tls is no pair of a key and its certificate'],
    ] as const;
    for (const [value, text] of bad) expect(() => readTls(value, 'tls')).to.throw(`Emulator setting ${text}`);
  });
});

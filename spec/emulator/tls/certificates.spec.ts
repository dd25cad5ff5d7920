import { expect } from 'chai';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createCertificates } from '../../../lib/emulator/tls/certificates.js';

const now = Date.UTC(2026, 0, 1);
const make = async (hosts = ['localhost', '127.0.0.1', '::1']) => {
  const { key, cert, authority } = await createCertificates(hosts, now);
  return { key, cert: new X509Certificate(cert), authority: new X509Certificate(authority) };
};

describe('the certificates that the emulator makes', () => {
  it('are one for its hosts, by an authority that signs itself', async () => {
    const { cert, authority } = await make();
    expect(cert.checkIssued(authority) && cert.verify(authority.publicKey)).to.equal(true);
    expect(authority.checkIssued(authority) && authority.verify(authority.publicKey)).to.equal(true);
    expect([authority.ca, cert.ca]).to.deep.equal([true, false]);
  });

  it('hold for names and for addresses, and for no other', async () => {
    const { cert } = await make(['my.test', '127.0.0.1', '::1']);
    expect([cert.checkHost('my.test'), cert.checkIP('127.0.0.1'), cert.checkIP('::1')]).to.not.include(undefined);
    expect([cert.checkHost('localhost'), cert.checkIP('127.0.0.2')]).to.deep.equal([undefined, undefined]);
  });

  it('hold from a day ago, for clocks that go slow, and not longer than browsers allow', async () => {
    const { cert } = await make();
    expect(Date.parse(cert.validFrom)).to.equal(now - 86_400_000);
    expect((Date.parse(cert.validTo) - Date.parse(cert.validFrom)) / 86_400_000).to.equal(397);
  });

  it('come with the key of the server and not with that of the authority', async () => {
    const { key, cert, authority } = await make();
    expect(cert.checkPrivateKey(createPrivateKey(key))).to.equal(true);
    expect(authority.checkPrivateKey(createPrivateKey(key))).to.equal(false);
  });

  it('are others each time, down to their names', async () => {
    const [first, second] = await Promise.all([make(), make()]);
    expect(first.authority.subject).to.not.equal(second.authority.subject);
    expect(first.cert.serialNumber).to.not.equal(second.cert.serialNumber);
    expect(second.cert.checkIssued(first.authority)).to.equal(false);
  });
});

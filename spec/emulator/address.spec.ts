import { expect } from 'chai';
import { addressOf } from '../../lib/emulator/address.js';

describe('the address of the emulator', () => {
  it('is localhost when it listens everywhere', () => {
    expect(addressOf('0.0.0.0', 80).url).to.equal('http://localhost:80');
    expect(addressOf('::', 80).url).to.equal('http://localhost:80');
  });

  it('puts an IPv6 address in brackets', () => {
    expect(addressOf('::1', 8080)).to.include({ hostname: '::1', url: 'http://[::1]:8080' });
  });

  it('goes by every loopback name where it is on loopback', () => {
    const { isOwnHost } = addressOf('localhost', 8080);
    const hosts = ['LOCALHOST:8080', '127.0.0.1:8080', '[::1]:8080', 'localhost:81', 'example.com:8080'];
    expect(hosts.map(isOwnHost)).to.deep.equal([true, true, true, false, false]);
    expect(addressOf('example.com', 8080).isOwnHost('localhost:8080')).to.equal(false);
  });
});

import { expect } from 'chai';
import { addressOf } from '../../../lib/emulator/address.js';
import { pageProblem, requestProblem } from '../../../lib/emulator/inspector/guard.js';

const options = { address: addressOf('localhost', 8080), token: 'right' };
const good = { host: 'localhost:8080', origin: 'http://localhost:8080', authorization: 'Bearer right' };

function asked(headers: object, remoteAddress = '127.0.0.1') {
  return { headers, socket: { remoteAddress } } as never;
}

describe('the guard of the inspector', () => {
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.1.2.3']) {
    it(`lets this machine in: ${remoteAddress}`, () => {
      expect(requestProblem(asked(good, remoteAddress), options)).to.equal(undefined);
    });
  }

  for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']) {
    it(`takes the page from ${host}, and what it asks from there`, () => {
      const headers = { ...good, host, origin: `http://${host}` };
      expect(pageProblem(asked({ host }), options)).to.equal(undefined);
      expect(requestProblem(asked(headers), options)).to.equal(undefined);
    });
  }

  for (const remoteAddress of ['192.168.1.7', '::ffff:10.0.0.1', 'fe80::1', '']) {
    it(`keeps other machines out: ${remoteAddress || 'one without an address'}`, () => {
      expect(pageProblem(asked(good, remoteAddress), options)).to.include('this machine alone');
    });
  }

  for (const host of ['evil.example:8080', 'localhost:9', 'localhost', 'localhost.evil.example:8080', '']) {
    it(`keeps another name of this machine out, as DNS rebinding has it: ${host || 'none'}`, () => {
      const headers = { ...good, host, origin: `http://${host}` };
      expect(pageProblem(asked(headers), options)).to.include('Host');
      expect(requestProblem(asked(headers), options)).to.include('Host');
    });
  }

  for (const origin of [
    'http://evil.example',
    'http://localhost:3000',
    'https://localhost:8080',
    'http://127.0.0.1:8080',
    'null',
  ]) {
    it(`refuses what the page of ${origin} asks, even with the token`, () => {
      expect(requestProblem(asked({ ...good, origin }), options)).to.include('Origin');
      expect(pageProblem(asked({ ...good, origin }), options)).to.include('Origin');
    });
  }

  it('refuses a request without an origin, which no page sends', () => {
    const { origin: _, ...headers } = good;
    expect(requestProblem(asked(headers), options)).to.include('Origin');
  });

  for (const authorization of [undefined, '', 'Bearer', 'Bearer wrong', 'Bearer righ', 'right']) {
    it(`refuses a request with ${authorization === undefined ? 'no token' : `“${authorization}”`}`, () => {
      expect(requestProblem(asked({ ...good, authorization }), options)).to.include('token');
    });
  }

  it('knows the origin of an emulator with TLS', () => {
    const secure = { ...options, address: addressOf('localhost', 8080, 'https') };
    expect(requestProblem(asked({ ...good, origin: 'https://localhost:8080' }), secure)).to.equal(undefined);
    expect(requestProblem(asked(good), secure)).to.include('Origin');
  });
});

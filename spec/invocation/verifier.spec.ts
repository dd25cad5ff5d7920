import { expect } from 'chai';
import type { HeaderPairs } from '../../lib/invocation/request.js';
import { Verifier } from '../../lib/invocation/verifier.js';
import { codeOf } from '../support/define.js';
import { rejectionOf } from '../support/performs.js';
import { signatureOf } from '../support/signed-event.js';

const verifier = new Verifier([
  { hosts: [{ hostname: 'one.example', port: undefined }], accessKeys: ['key1', 'key2'] },
  { hosts: [{ hostname: 'localhost', port: '8080' }], accessKeys: ['key3'] },
]);
const verify = (origin: string, key: string, connectionId = 'c1'): unknown =>
  verifier.verify({ origin, signature: signatureOf('c1', key), connectionId }, { headers: [] });

describe('the verifier', () => {
  it('takes a signature with any key of the service it comes from', () => {
    for (const key of ['key1', 'key2']) expect(() => verify('one.example', key)).not.to.throw();
  });

  it('refuses the key of another service', () => {
    expect(codeOf(() => verify('one.example', 'key3'))).to.equal('WPS_SIGNATURE_MISMATCH');
  });

  it('refuses the signature of another connection', () => {
    expect(codeOf(() => verify('one.example', 'key1', 'c2'))).to.equal('WPS_SIGNATURE_MISMATCH');
  });

  it('lets the first known origin of a list decide', () => {
    expect(codeOf(() => verify('x.example,one.example,localhost:8080', 'key3'))).to.equal('WPS_SIGNATURE_MISMATCH');
  });

  it('compares the port where the origin carries one', () => {
    expect(() => verify('localhost', 'key3')).not.to.throw();
    expect(() => verify('localhost:8080', 'key3')).not.to.throw();
    expect(codeOf(() => verify('localhost:8081', 'key3'))).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('without services refuses everything', () => {
    expect(
      codeOf(() =>
        new Verifier([]).verify({ origin: 'one.example', signature: '', connectionId: 'c1' }, { headers: [] }),
      ),
    ).to.equal('WPS_ORIGIN_UNKNOWN');
  });

  it('names the origin that it does not know, and no more of it than a host name can have', () => {
    expect(() => verify('other.example', 'key1')).to.throw(/^The event comes from "other\.example", and/);
    expect(() => verify('x'.repeat(9999), 'key1')).to.throw(/^The event comes from "x{253}…", and/);
  });

  describe('of a service by identity', () => {
    const asked: string[] = [];
    const checkToken = async (token: string): Promise<void> => {
      asked.push(token);
      if (token !== 'good') throw new Error('refused');
    };
    const hosts = [{ hostname: 'one.example', port: undefined }];
    const mixed = new Verifier([
      { hosts, accessKeys: [], checkToken },
      { hosts, accessKeys: ['key1'] },
    ]);
    const claimed = (key: string) => ({ origin: 'one.example', signature: signatureOf('c1', key), connectionId: 'c1' });

    const decided = async (headers: HeaderPairs) => mixed.verify(claimed('other'), { headers });

    it('decides at once by a key that another connection to it has', () => {
      expect(mixed.verify(claimed('key1'), { headers: [] })).to.equal(undefined);
    });

    it('lets a token decide where no key does', async () => {
      await decided([['AUTHORIZATION', 'bearer good']]);
      expect(asked).to.deep.equal(['good']);
      expect(await rejectionOf(decided([['Authorization', 'Bearer bad']]))).to.have.property('message', 'refused');
    });

    it('wants exactly one token', async () => {
      const line = ['Authorization', 'Bearer good'] as const;
      for (const lines of [[], [line, line], [['Authorization', 'good'] as const]]) {
        expect(await rejectionOf(decided(lines))).to.have.property('code', 'WPS_TOKEN_MISSING');
      }
    });

    it('takes a token that one of several connections takes', async () => {
      const never = () => Promise.reject(new Error('not mine'));
      const two = new Verifier([
        { hosts, accessKeys: [], checkToken: never },
        { hosts, accessKeys: [], checkToken },
      ]);
      await two.verify(claimed('other'), { headers: [['Authorization', 'Bearer good']] });
    });
  });
});

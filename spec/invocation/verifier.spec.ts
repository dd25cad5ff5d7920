import { expect } from 'chai';
import { Verifier } from '../../lib/invocation/verifier.js';
import { codeOf } from '../support/define.js';
import { signatureOf } from '../support/signed-event.js';

const verifier = new Verifier([
  { hosts: [{ hostname: 'one.example', port: undefined }], accessKeys: ['key1', 'key2'] },
  { hosts: [{ hostname: 'localhost', port: '8080' }], accessKeys: ['key3'] },
]);
const verify = (origin: string, key: string, connectionId = 'c1'): void =>
  verifier.verify({ origin, signature: signatureOf('c1', key), connectionId });

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
      codeOf(() => new Verifier([]).verify({ origin: 'one.example', signature: '', connectionId: 'c1' })),
    ).to.equal('WPS_ORIGIN_UNKNOWN');
  });
});

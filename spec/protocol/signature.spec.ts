import { expect } from 'chai';
import fc from 'fast-check';
import { formatSignature, signatureMatches, signConnection } from '../../lib/protocol/signature.js';

// Published test vectors of the service's own SDK.
const key = '7aab239577fd4f24bc919802fb629f5f';
const connectionId = '0f9c97a2f0bf4706afe87a14e0797b11';
const element = 'sha256=7767effcb3946f3e1de039df4b986ef02c110b1469d02c0a06f41b3b727ab561';

describe('the signature of an event', () => {
  it('is the HMAC-SHA256 of the connection id', () => {
    expect(signConnection(key, connectionId)).to.equal(element);
  });

  it('has one element a key', () => {
    expect(formatSignature([key, 'other'], connectionId)).to.match(/^sha256=[0-9a-f]{64},sha256=[0-9a-f]{64}$/);
  });

  it('matches when any element does, spaces and letter case aside', () => {
    expect(signatureMatches(`sha256=00, ${element.toUpperCase().replace('SHA', 'sha')}`, [element])).to.equal(true);
  });

  it('does not match when no element does', () => {
    expect(signatureMatches('sha256=00,sha256=11', [element])).to.equal(false);
  });

  it('does not match an empty value', () => {
    expect(signatureMatches('', [element])).to.equal(false);
  });

  it('is taken with the key that made it and with no other, whatever is presented', () => {
    const text = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(text, text, text, fc.string({ unit: 'binary' }), (key, other, connectionId, presented) => {
        const signature = formatSignature([key, 'second'], connectionId);
        expect(signatureMatches(signature, [signConnection(key, connectionId)])).to.equal(true);
        expect(signatureMatches(signature, [signConnection(other, connectionId)])).to.equal(
          other === key || other === 'second',
        );
        expect(signatureMatches(presented, [signConnection(key, connectionId)])).to.equal(false);
      }),
    );
  });
});

import { expect } from 'chai';
import { SignatureMemory } from '../../lib/invocation/signature-memory.js';

const signature = `sha256=${'0123456789abcdef'.repeat(4)}`;

function remembering(): SignatureMemory {
  const memory = new SignatureMemory();
  memory.add('c1', signature);
  return memory;
}

describe('the memory of signatures', () => {
  it('knows the very signature of the very connection', () => {
    const memory = remembering();
    expect([memory.has('c1', signature), memory.has('c2', signature)]).to.deep.equal([true, false]);
  });

  it('knows no other signature, of the same length or not', () => {
    const memory = remembering();
    const others = [`${signature.slice(0, -1)}0`, signature.slice(0, -1), `${signature}0`, ''];
    expect(others.filter((other) => memory.has('c1', other))).to.deep.equal([]);
  });

  it('is not taken in by a last character that has no room as bytes', () => {
    const memory = remembering();
    memory.has('c1', signature);
    expect(memory.has('c1', `${signature.slice(0, -1)}é`)).to.equal(false);
  });

  it('tells signatures of different lengths apart, one after the other', () => {
    const memory = remembering();
    memory.add('c2', `${signature},${signature}`);
    expect([memory.has('c2', `${signature},${signature}`), memory.has('c1', signature)]).to.deep.equal([true, true]);
  });

  it('keeps nothing that is long or not printable', () => {
    const memory = new SignatureMemory();
    memory.add('c1', 'x'.repeat(201));
    memory.add('c2', 'é');
    expect([memory.has('c1', 'x'.repeat(201)), memory.has('c2', 'é')]).to.deep.equal([false, false]);
  });
});

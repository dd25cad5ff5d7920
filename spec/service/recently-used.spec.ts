import { expect } from 'chai';
import { RecentlyUsed } from '../../lib/service/recently-used.js';

/** Three values at a time, and what was made, in order. */
function values() {
  const made: string[] = [];
  const used = new RecentlyUsed<object>(3);
  const get = (key: string): object => used.get(key, () => ({ number: made.push(key) }));
  return { get, made };
}

describe('what was used lately', () => {
  it('is made once', () => {
    const { get, made } = values();
    expect(get('a')).to.equal(get('a')).and.not.equal(get('b'));
    expect(made).to.deep.equal(['a', 'b']);
  });

  it('is kept while it is used, however many others come', () => {
    const { get, made } = values();
    const first = get('a');
    for (let index = 0; index < 100; index += 1) {
      get(String(index));
      expect(get('a')).to.equal(first);
    }
    expect(made).to.have.length(101);
  });

  it('is at most twice the limit, and what nobody asked for goes', () => {
    const { get, made } = values();
    const keys = Array.from({ length: 20 }, (_, index) => String(index));
    keys.forEach(get);
    keys.toReversed().slice(0, 6).forEach(get);
    expect(made).to.have.length.within(20, 23);
    get('0');
    expect(made.at(-1)).to.equal('0');
  });
});

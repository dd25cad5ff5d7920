import { expect } from 'chai';
import { Use } from '../../lib/decorators/use.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@Use', () => {
  it('stands on a class and on a method', () => {
    expect(placesOf(() => Use())).to.deep.equal(['class', 'method']);
  });

  it('writes its middleware in order', () => {
    const [a, b] = [(): string => 'a', (): string => 'b'];
    @Use(a)
    class Chat {
      @Use(a, b) message(): void {}
    }
    expect(recordsOf(Chat)).to.deep.equal([
      ['message', { kind: 'use', middleware: [a, b] }],
      ['class', { kind: 'use', middleware: [a] }],
    ]);
  });
});

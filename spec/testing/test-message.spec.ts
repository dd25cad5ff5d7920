import { expect } from 'chai';
import { lookFor, toPredicate } from '../../lib/testing/test-message.js';
import type { TestMessage, Wanted } from '../../lib/testing/test-message.js';

const message: TestMessage = {
  ...{ from: 'server', dataType: 'json' },
  data: { type: 'people', people: ['ann'], room: { name: 'red', size: 2 } },
};
const binary: TestMessage = { dataType: 'binary', data: Buffer.from([1]) };

describe('a wanted message', () => {
  it('is what a predicate takes', () => {
    const predicate = () => true;
    expect(toPredicate(predicate)).to.equal(predicate);
  });

  it('is shown as it was wanted, and a predicate is not', () => {
    expect(lookFor({ data: { type: 'people' } }).fits).to.equal("{ data: { type: 'people' } }");
    expect([lookFor(() => true).fits, lookFor(undefined)]).to.deep.equal([undefined, {}]);
  });

  it('has the named members, whatever others it has', () => {
    const all: Wanted[] = [{}, { dataType: 'json' }, { data: { type: 'people' } }, { data: { room: { name: 'red' } } }];
    for (const wanted of all) expect(toPredicate(wanted)(message)).to.equal(true);
  });

  it('is not what lacks a member, or has another value there', () => {
    const all: Wanted[] = [
      { data: { type: 'text' } },
      { data: { came: undefined } },
      { data: 'people' },
      { group: 'g' },
    ];
    for (const wanted of all) expect(toPredicate(wanted)(message)).to.equal(false);
  });

  it('has lists and bytes that are equal as a whole', () => {
    expect(toPredicate({ data: { people: ['ann'] } })(message)).to.equal(true);
    expect(toPredicate({ data: { people: [] } })(message)).to.equal(false);
    expect(toPredicate({ data: Buffer.from([1]) })(binary)).to.equal(true);
    expect(toPredicate({ data: Buffer.from([1, 2]) })(binary)).to.equal(false);
  });

  it('is nothing that no message could be', () => {
    expect(() => toPredicate({ dta: 'hi' } as object)).to.throw('takes no "dta"');
    expect(() => toPredicate(null as unknown as Wanted)).to.throw('was given null');
  });
});

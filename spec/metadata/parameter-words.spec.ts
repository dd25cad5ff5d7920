import { expect } from 'chai';
import { nthParameter, parameterName } from '../../lib/metadata/parameter-words.js';

describe('the words for a parameter', () => {
  it('count from one', () => {
    const places = [0, 1, 2, 3, 10, 20].map(nthParameter).map((words) => words.split(' ')[0]);
    expect(places).to.deep.equal(['1st', '2nd', '3rd', '4th', '11th', '21st']);
  });

  it('hold the name that a method, a function or an arrow shows', () => {
    const { method } = {
      async method({ a, b }: { a: 1; b: 2 }, [c]: number[], out: string) {
        await Promise.resolve([a, b, c, out]);
      },
    };
    expect(parameterName(method, 2)).to.equal('out');
    expect(
      parameterName(function named(_one: number, two: number) {
        return two;
      }, 1),
    ).to.equal('two');
    expect(parameterName((_one: number, two: number) => two, 1)).to.equal('two');
  });

  it('hold no name where there is none, or a default stands in the way', () => {
    const taken = (_one: number, { a }: { a: number }) => a;
    const byDefault = (_one = Math.max(1, 2), two = 1) => two;
    const names = [parameterName(taken, 1), parameterName(byDefault, 1), parameterName(taken, 2), parameterName(1, 0)];
    expect(names).to.deep.equal([undefined, undefined, undefined, undefined]);
    expect(parameterName(Math.max.bind(Math), 1)).to.equal(undefined);
  });
});

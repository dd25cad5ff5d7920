import { expect } from 'chai';
import { closestName, listAllowed } from '../../lib/outputs/suggest.js';

describe('a misspelt name', () => {
  it('is taken for the closest one', () => {
    expect(closestName('mesage', ['reason', 'message'])).to.equal('message');
    expect(closestName('Excludes', ['excludes'])).to.equal('excludes');
    expect(closestName('conectionid', ['connectionId', 'group'])).to.equal('connectionId');
  });

  it("is taken for one with two neighbours in each other's place", () => {
    expect(closestName('qurey', ['query', 'params'])).to.equal('query');
  });

  it('is taken for none when all are far, or it is too short to tell', () => {
    expect(closestName('colour', ['message', 'reason'])).to.equal(undefined);
    expect(closestName('id', ['ab'])).to.equal(undefined);
  });

  it('is answered with what is allowed', () => {
    expect(listAllowed(['reason', 'message'], 'mesage')).to.equal('reason, message (did you mean "message"?)');
    expect(listAllowed(['reason'], 'colour')).to.equal('reason');
  });
});

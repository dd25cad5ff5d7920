import { expect } from 'chai';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';

describe('the query of a REST call', () => {
  it('has names in any letter case, and the last of several values', () => {
    const query = new RestQuery('Excluded=a&excluded=b&x=%20');
    expect([query.all('EXCLUDED'), query.one('excluded'), query.one('x'), query.one('y')]).to.deep.equal([
      ['a', 'b'],
      'b',
      ' ',
      undefined,
    ]);
  });
});

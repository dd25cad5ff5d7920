import { expect } from 'chai';
import { formatQuery, handshakeQueryRule, queryRule, withQuery } from '../../lib/testing/query.js';

describe('a query', () => {
  it('is texts or lists of texts, by their names', () => {
    expect(queryRule.accepts({ role: 'agent', room: ['red', 'blue'], none: undefined })).to.equal(true);
    expect([{ page: 2 }, ['a'], 'a=b', null].some((one) => queryRule.accepts(one))).to.equal(false);
    expect(formatQuery({ role: 'an agent', room: ['red', 'blue'], none: undefined })).to.equal(
      'role=an+agent&room=red&room=blue',
    );
  });

  it('of a handshake has no names of the service', () => {
    expect(handshakeQueryRule.accepts({ role: 'agent' })).to.equal(true);
    expect(handshakeQueryRule.accepts({ access_token: 'x' })).to.equal(false);
    expect(handshakeQueryRule.expected).to.include('access_token');
  });

  it('is added to a URL that has one', () => {
    expect(withQuery('ws://a?access_token=t', { role: 'agent' })).to.equal('ws://a?access_token=t&role=agent');
    expect(withQuery('ws://a?access_token=t', {})).to.equal('ws://a?access_token=t');
  });
});

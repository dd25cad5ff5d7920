import { expect } from 'chai';
import { describeNoAnswer, withoutQuery } from '../../../lib/emulator/upstream/no-answer.js';
import { foreign } from '../../support/foreign.js';

describe('a call without an answer', () => {
  it('is told with its reason and without the query, which may hold a key', () => {
    const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:3000'), { code: 'ECONNREFUSED' });
    expect(describeNoAnswer('http://localhost:3000/e?code=secret', refused)).to.equal(
      'http://localhost:3000/e gave no answer: connect ECONNREFUSED 127.0.0.1:3000',
    );
  });

  it('has a reason also where both addresses of localhost refuse', () => {
    const both = "Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })";
    for (const error of [Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), foreign(both)])
      expect(describeNoAnswer('http://localhost/', error)).to.equal('http://localhost/ gave no answer: ECONNREFUSED');
  });

  it('keeps a URL that has no query', () => {
    expect(withoutQuery('http://localhost/a')).to.equal('http://localhost/a');
  });
});

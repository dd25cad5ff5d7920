import { expect } from 'chai';
import { findingsOf } from '../../../lib/cli/doctor/finding.js';
import { createError } from '../../../lib/errors.js';

const { ok, thrown } = findingsOf('key');

describe('a finding', () => {
  it('says which check it is of', () => {
    expect(ok('good')).to.deep.equal({ check: 'key', level: 'ok', message: 'good' });
  });

  it('tells the problem of our errors from the remedy', () => {
    const { message, remedy } = thrown(createError('WPS_SIGNATURE_MISMATCH', {}));
    expect(message).to.match(/^The signature .* another key\.$/);
    expect(remedy).to.match(/^Use the primary/);
  });

  it('has the words of other errors', () => {
    expect(thrown(new Error('broken'))).to.include({ level: 'failure', message: 'broken', remedy: '' });
  });
});

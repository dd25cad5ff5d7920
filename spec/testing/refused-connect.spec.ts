import { expect } from 'chai';
import { createError } from '../../lib/errors.js';
import { refusalIn } from '../../lib/testing/refused-connect.js';

describe('the words of a refused connect', () => {
  it('are its status, and what was thrown or answered', () => {
    expect(refusalIn({ status: 401, body: 'Say who.', error: undefined })).to.equal('401: "Say who."');
    expect(refusalIn({ status: 500, body: 'Internal', error: new TypeError('no db') })).to.equal('500: "no db"');
    expect(refusalIn({ status: 401, body: { mqtt: { code: 135 } }, error: undefined })).to.equal(
      '401: { mqtt: { code: 135 } }',
    );
    expect(refusalIn({ status: 403, body: undefined, error: undefined })).to.equal('403');
    expect(refusalIn({ status: 403, body: 'a'.repeat(900), error: undefined })).to.have.length.below(300);
  });

  it('are none where the client was let in, nor where no function was asked', () => {
    const nobody = createError('WPS_FUNCTION_NOT_FOUND', { event: 'it', instead: '' });
    expect(refusalIn({ status: 204, body: undefined, error: undefined })).to.equal(undefined);
    expect(refusalIn({ status: 404, body: 'Nobody.', error: nobody })).to.equal(undefined);
  });
});

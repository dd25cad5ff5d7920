import { expect } from 'chai';
import {
  badRequest,
  invalidFilter,
  missingConnection,
  missingUser,
  tooManyPermissions,
} from '../../../lib/emulator/broker/refusals.js';

describe('a refusal', () => {
  it('has the status and code of the service', () => {
    const refusals = [badRequest('x'), missingConnection('Info', 'c'), missingUser('u'), tooManyPermissions('c')];
    expect(refusals.map(({ status, code, target }) => [status, code, target])).to.deep.equal([
      [400, 'Error.BadRequest', 'Request'],
      [404, 'Info.Connection.NotExisted', 'Connection'],
      [404, 'Warning.User.NotExisted', 'User'],
      [409, 'Error.Connection.Conflict', 'Connection'],
    ]);
  });

  it('says of a filter where it stood, as a problem document', () => {
    expect(invalidFilter('m', 'Filter')).to.deep.equal({
      status: 400,
      code: 'Error.BadRequest',
      message: 'm',
      target: 'Filter',
      isProblem: true,
    });
  });
});

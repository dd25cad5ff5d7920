import { expect } from 'chai';
import {
  badRequest,
  invalidGroups,
  invalidValue,
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

  it('says of a value where it stood, as a problem document', () => {
    expect(invalidValue('m', 'Filter')).to.deep.equal({
      status: 400,
      code: 'Error.BadRequest',
      message: 'm',
      target: 'Filter',
      isProblem: true,
    });
  });

  // recorded (Java SDK, 2024-01-01): `:addToGroups` without groups.
  it('names the groups of a body', () => {
    expect(invalidGroups).to.include({
      message: 'Invalid group name. Valid group name should be in between 1 and 1024 characters long.',
      target: 'Groups',
      isProblem: true,
    });
  });
});

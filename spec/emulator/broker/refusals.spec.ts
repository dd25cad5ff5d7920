import { expect } from 'chai';
import {
  badRequest,
  missingConnection,
  missingUser,
  notImplemented,
  tooManyPermissions,
} from '../../../lib/emulator/broker/refusals.js';

describe('a refusal', () => {
  it('has the status and code of the service', () => {
    const refusals = [
      badRequest('x'),
      notImplemented('filter'),
      missingConnection('Info', 'c'),
      missingUser('u'),
      tooManyPermissions('c'),
    ];
    expect(refusals.map(({ status, code, target }) => [status, code, target])).to.deep.equal([
      [400, 'Error.BadRequest', 'Request'],
      [501, 'NotImplemented', 'filter'],
      [404, 'Info.Connection.NotExisted', 'Connection'],
      [404, 'Warning.User.NotExisted', 'User'],
      [409, 'Error.Connection.Conflict', 'Connection'],
    ]);
  });
});

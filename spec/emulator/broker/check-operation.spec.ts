import { expect } from 'chai';
import { checkOperation } from '../../../lib/emulator/broker/check-operation.js';

const groupText = 'Invalid group name. Valid group name should be in between 1 and 1024 characters long.';

describe('the parameters of an operation', () => {
  const rows: readonly (readonly [string, Parameters<typeof checkOperation>[0], number, string])[] = [
    ['a blank group', { group: ' ' }, 400, groupText],
    ['a group of 1025 characters', { group: 'x'.repeat(1025) }, 400, groupText],
    ['a permission without a group', { permission: 'sendToGroup' }, 400, groupText],
    ['no groups', { groups: [] }, 400, groupText],
    ['one bad group of two', { groups: ['a', ''] }, 400, groupText],
    ['a blank user', { userId: ' ' }, 400, 'The userId must not be blank.'],
    ['a blank connection', { connectionId: '\t' }, 400, 'The connectionId must not be blank.'],
    ['a TTL of 301', { messageTtlSeconds: 301 }, 400, 'The field messageTtlSeconds must be between 0 and 300.'],
    ['a TTL below 0', { messageTtlSeconds: -1 }, 400, 'The field messageTtlSeconds must be between 0 and 300.'],
  ];
  for (const [what, fields, status, message] of rows) {
    it(`are refused with ${what}`, () => {
      expect(checkOperation(fields)).to.include({ status, message });
    });
  }

  it('are refused with a wrong filter, and where it stood is told', () => {
    const targets = [{ filter: 'x' }, { filter: 'x', groups: ['g'] }].map((fields) => checkOperation(fields)?.target);
    expect(targets).to.deep.equal(['filter', 'Filter']);
    expect(checkOperation({ filter: ' ' })).to.include({
      message: "Invalid syntax for ' ': Syntax error at position 1 in ' '. (Parameter 'filter')",
    });
  });

  it('pass when they are sound', () => {
    const fields = { group: 'g', userId: 'u', connectionId: 'c', messageTtlSeconds: 300, filter: 'true' };
    expect(checkOperation(fields)).to.equal(undefined);
    expect(checkOperation({ filter: '' })).to.equal(undefined);
    expect(checkOperation({ permission: 'sendToGroup', targetName: '*' })).to.equal(undefined);
  });
});

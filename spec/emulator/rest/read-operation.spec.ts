import { expect } from 'chai';
import { readFields } from '../../../lib/emulator/rest/read-operation.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';

const read = (parameters: Readonly<Record<string, string>>, query: string) =>
  readFields({ name: 'sendToAll', hub: 'h', parameters }, new RestQuery(query));

describe('path and query of an operation', () => {
  it('give its parameters', () => {
    const query = 'excluded=a,b&excluded=%20c&reason=r&messageTtlSeconds=60&targetName=g&filter=&other=1';
    expect(read({ group: 'g' }, query)).to.deep.equal({
      group: 'g',
      excluded: ['a,b', ' c'],
      reason: 'r',
      messageTtlSeconds: 60,
      targetName: 'g',
      filter: '',
    });
    expect(read({}, '')).to.deep.equal({});
  });

  it('have a filter where the operation has one', () => {
    const names = ['sendToGroup', 'sendToUser', 'sendToConnection', 'closeAllConnections'] as const;
    const read = names.map((name) => readFields({ name, hub: 'h', parameters: {} }, new RestQuery('filter=x')));
    expect(read).to.deep.equal([{ filter: 'x' }, { filter: 'x' }, {}, {}]);
  });

  it('name a permission in any letter case or by its number', () => {
    const names = ['sendToGroup', 'JOINLEAVEGROUP', '1', '2'].map((permission) => read({ permission }, ''));
    expect(names.map((fields) => 'permission' in fields && fields.permission)).to.deep.equal([
      'sendToGroup',
      'joinLeaveGroup',
      'sendToGroup',
      'joinLeaveGroup',
    ]);
  });

  it('are refused for what cannot be read', () => {
    const bad = [
      read({ permission: '0' }, ''),
      read({ permission: 'constructor' }, ''),
      read({ permission: '' }, ''),
      read({ permission: 'sendToGroup,joinLeaveGroup' }, ''),
      read({}, 'messageTtlSeconds=1.5'),
      read({}, 'messageTtlSeconds='),
    ];
    expect(bad.every((fields) => 'refusal' in fields)).to.equal(true);
  });
});

import type { Operation, OperationName, OperationParameters } from '../../lib/protocol/operations.js';

/**
 * One operation, in a hub where Ann is connected and in the group `red`. `<ann>` stands for her connection; `gone`, `nobody` and `nowhere` have
 * never been there.
 */
export interface OperationCase<N extends OperationName = OperationName> {
  readonly given?: readonly Operation[];
  readonly when: OperationParameters[N];
}

const text = { message: { dataType: 'text', data: 'hi' } } as const;
const json = { message: { dataType: 'json', data: '{"a":1}' } } as const;
const bytes = { message: { dataType: 'binary', data: Buffer.from([1, 2]) } } as const;
const permission = 'sendToGroup';
const ann = { connectionId: '<ann>' };
const gone = { connectionId: 'gone' };
const granted: Operation = { name: 'grantPermission', ...ann, permission, targetName: 'red' };
const everybodyGone: Operation = { name: 'closeAllConnections' };

/** Every operation of the table, where it meets something and where it does not: one without its cases does not compile. */
export const operationCases: {
  readonly [N in OperationName]: { readonly hit: OperationCase<N>; readonly miss: OperationCase<N> };
} = {
  sendToAll: { hit: { when: text }, miss: { when: { ...text, excluded: ['<ann>'] } } },
  sendToGroup: { hit: { when: { group: 'red', ...json } }, miss: { when: { group: 'nowhere', ...json } } },
  sendToUser: { hit: { when: { userId: 'ann', ...bytes } }, miss: { when: { userId: 'nobody', ...bytes } } },
  sendToConnection: { hit: { when: { ...ann, ...text, messageTtlSeconds: 60 } }, miss: { when: { ...gone, ...text } } },
  addConnectionToGroup: { hit: { when: { group: 'blue', ...ann } }, miss: { when: { group: 'blue', ...gone } } },
  removeConnectionFromGroup: { hit: { when: { group: 'red', ...ann } }, miss: { when: { group: 'red', ...gone } } },
  removeConnectionFromAllGroups: { hit: { when: ann }, miss: { when: gone } },
  addUserToGroup: {
    hit: { when: { group: 'blue', userId: 'ann' } },
    miss: { when: { group: 'blue', userId: 'nobody' } },
  },
  removeUserFromGroup: {
    hit: { when: { group: 'red', userId: 'ann' } },
    miss: { when: { group: 'red', userId: 'nobody' } },
  },
  removeUserFromAllGroups: { hit: { when: { userId: 'ann' } }, miss: { when: { userId: 'nobody' } } },
  addConnectionsToGroups: {
    hit: { when: { groups: ['blue'] } },
    miss: { given: [everybodyGone], when: { groups: ['blue'] } },
  },
  removeConnectionsFromGroups: { hit: { when: { groups: ['red'] } }, miss: { when: { groups: ['nowhere'] } } },
  closeAllConnections: { hit: { when: { reason: 'bye' } }, miss: { when: { excluded: ['<ann>'] } } },
  closeGroupConnections: { hit: { when: { group: 'red', reason: 'bye' } }, miss: { when: { group: 'nowhere' } } },
  closeUserConnections: { hit: { when: { userId: 'ann' } }, miss: { when: { userId: 'nobody', reason: 'bye' } } },
  closeConnection: { hit: { when: { ...ann, reason: 'bye' } }, miss: { when: gone } },
  grantPermission: {
    hit: { when: { ...ann, permission, targetName: 'red' } },
    miss: { when: { ...gone, permission } },
  },
  revokePermission: {
    hit: { given: [granted], when: { ...ann, permission, targetName: 'red' } },
    miss: { when: { ...gone, permission } },
  },
  hasPermission: {
    hit: { given: [granted], when: { ...ann, permission, targetName: 'red' } },
    miss: { given: [granted], when: { ...ann, permission, targetName: 'blue' } },
  },
  connectionExists: { hit: { when: ann }, miss: { when: gone } },
  userExists: { hit: { when: { userId: 'ann' } }, miss: { when: { userId: 'nobody' } } },
  groupExists: { hit: { when: { group: 'red' } }, miss: { when: { group: 'nowhere' } } },
  listConnectionsInGroup: { hit: { when: { group: 'red' } }, miss: { when: { group: 'nowhere' } } },
};

import type { ActionName } from './action-shapes.js';
import type { Fields } from './fields.js';
import { encodeMessage } from './message.js';
import type { Command, OutputLimits } from './output.js';

/** How one kind of output is read: the keys that it may have, and what becomes of them. */
export interface Reader<O> {
  readonly keys: readonly string[];
  read(fields: Fields, limits: OutputLimits): O;
}

const sendKeys = ['data', 'dataType', 'metadata', 'messageTtlSeconds'];
const permissions = ['sendToGroup', 'joinLeaveGroup'] as const;

/** The released C# actions, and those that the service has beside them. Field names are those that C# gives to JavaScript. */
export const actionReaders: Readonly<Record<ActionName, Reader<Command>>> = {
  sendToAll: {
    keys: [...sendKeys, 'filter', 'excluded'],
    read: (fields, limits) => ({ name: 'sendToAll', ...sending(fields, limits), ...selection(fields) }),
  },
  sendToGroup: {
    keys: ['group', ...sendKeys, 'filter', 'excluded'],
    read: (fields, limits) => ({
      name: 'sendToGroup',
      group: fields.group('group'),
      ...sending(fields, limits),
      ...selection(fields),
    }),
  },
  sendToUser: {
    keys: ['userId', ...sendKeys, 'filter'],
    read: (fields, limits) => ({
      name: 'sendToUser',
      userId: fields.id('userId'),
      ...sending(fields, limits),
      ...fields.optionalText('filter'),
    }),
  },
  sendToConnection: {
    keys: ['connectionId', ...sendKeys],
    read: (fields, limits) => ({
      name: 'sendToConnection',
      connectionId: fields.id('connectionId'),
      ...sending(fields, limits),
    }),
  },
  addUserToGroup: ofUserAndGroup('addUserToGroup'),
  removeUserFromGroup: ofUserAndGroup('removeUserFromGroup'),
  removeUserFromAllGroups: {
    keys: ['userId'],
    read: (fields) => ({ name: 'removeUserFromAllGroups', userId: fields.id('userId') }),
  },
  addConnectionToGroup: ofConnectionAndGroup('addConnectionToGroup'),
  removeConnectionFromGroup: ofConnectionAndGroup('removeConnectionFromGroup'),
  removeConnectionFromAllGroups: {
    keys: ['connectionId'],
    read: (fields) => ({ name: 'removeConnectionFromAllGroups', connectionId: fields.id('connectionId') }),
  },
  addConnectionsToGroups: ofConnectionsAndGroups('addConnectionsToGroups'),
  removeConnectionsFromGroups: ofConnectionsAndGroups('removeConnectionsFromGroups'),
  closeAllConnections: {
    keys: ['excluded', 'reason'],
    read: (fields) => ({ name: 'closeAllConnections', ...closing(fields) }),
  },
  closeGroupConnections: {
    keys: ['group', 'excluded', 'reason'],
    read: (fields) => ({ name: 'closeGroupConnections', group: fields.group('group'), ...closing(fields) }),
  },
  closeUserConnections: {
    keys: ['userId', 'excluded', 'reason'],
    read: (fields) => ({ name: 'closeUserConnections', userId: fields.id('userId'), ...closing(fields) }),
  },
  closeClientConnection: {
    keys: ['connectionId', 'reason'],
    read: (fields) => ({
      name: 'closeConnection',
      connectionId: fields.id('connectionId'),
      ...fields.optionalText('reason'),
    }),
  },
  grantPermission: ofPermission('grantPermission'),
  revokePermission: ofPermission('revokePermission'),
};

function sending(fields: Fields, { messageLimit }: OutputLimits) {
  return {
    message: encodeMessage(fields, 'data', messageLimit),
    // service: 0 to 300 seconds
    ...fields.optionalInteger('messageTtlSeconds', 0, 300),
  };
}

function selection(fields: Fields) {
  return { ...fields.optionalText('filter'), ...fields.excluded('excluded') };
}

function closing(fields: Fields) {
  return { ...fields.excluded('excluded'), ...fields.optionalText('reason') };
}

function ofUserAndGroup(name: 'addUserToGroup' | 'removeUserFromGroup'): Reader<Command> {
  return {
    keys: ['userId', 'group'],
    read: (fields) => ({ name, userId: fields.id('userId'), group: fields.group('group') }),
  };
}

function ofConnectionAndGroup(name: 'addConnectionToGroup' | 'removeConnectionFromGroup'): Reader<Command> {
  return {
    keys: ['connectionId', 'group'],
    read: (fields) => ({ name, connectionId: fields.id('connectionId'), group: fields.group('group') }),
  };
}

function ofConnectionsAndGroups(name: 'addConnectionsToGroups' | 'removeConnectionsFromGroups'): Reader<Command> {
  return {
    keys: ['groups', 'filter'],
    read: (fields) => ({ name, groups: fields.groups('groups'), filter: fields.text('filter') }),
  };
}

function ofPermission(name: 'grantPermission' | 'revokePermission'): Reader<Command> {
  return {
    keys: ['connectionId', 'permission', 'targetName'],
    read: (fields) => ({
      name,
      connectionId: fields.id('connectionId'),
      permission: fields.oneOf('permission', permissions),
      ...fields.optionalGroup('targetName'),
    }),
  };
}

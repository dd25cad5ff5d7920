import type { Fields } from './fields.js';
import { encodeMessage } from './message.js';
import type { Command, Output, OutputLimits, Question } from './output.js';
import type { Reader } from './read-action.js';
import { TargetType } from './vocabulary.js';

/** The shapes of the seed; they are told apart by the key that is there. */
export const seedReaders = {
  MessageData: { keys: ['message', 'targetType', 'targetId', 'excludes', 'metadata'], read: readMessage },
  GroupData: { keys: ['groupAction', 'action', 'targetType', 'targetId', 'groupId'], read: readGroup },
  CloseConnectionData: {
    keys: ['connectionId', 'reason'],
    read: (fields) => ({
      name: 'closeConnection',
      connectionId: fields.id('connectionId'),
      ...fields.optionalText('reason'),
    }),
  },
  ExistenceData: { keys: ['targetType', 'targetId'], read: readExistence },
} as const satisfies Readonly<Record<string, Reader<Output>>>;

function readMessage(fields: Fields, { messageLimit }: OutputLimits): Command {
  // By its key, not its value: a targetType that turns out undefined must not become a broadcast.
  const targetType = fields.has('targetType') ? fields.oneOf('targetType', Object.values(TargetType)) : 'All';
  refuseTarget(fields, targetType);
  const message = encodeMessage(fields, 'message', messageLimit);
  return messageOperations[targetType](fields, message);
}

function refuseTarget(fields: Fields, targetType: TargetType): void {
  if (targetType === 'All' && fields.has('targetId')) {
    const problem = fields.has('targetType') ? 'there with targetType All' : 'there without targetType';
    throw fields.refuse('targetId', problem, 'a targetType of Users, Connections or Groups beside it, or leave it out');
  }
  if ((targetType === 'Users' || targetType === 'Connections') && fields.isGiven('excludes')) {
    const problem = `there with targetType ${targetType}`;
    throw fields.refuse('excludes', problem, 'a targetType of All or Groups beside it, or leave it out');
  }
}

type Message = ReturnType<typeof encodeMessage>;
const messageOperations: Readonly<Record<TargetType, (fields: Fields, message: Message) => Command>> = {
  All: (fields, message) => ({ name: 'sendToAll', message, ...fields.excluded('excludes') }),
  Groups: (fields, message) => ({
    name: 'sendToGroup',
    group: fields.group('targetId'),
    message,
    ...fields.excluded('excludes'),
  }),
  Users: (fields, message) => ({ name: 'sendToUser', userId: fields.id('targetId'), message }),
  Connections: (fields, message) => ({ name: 'sendToConnection', connectionId: fields.id('targetId'), message }),
};

const changes = { Add: 'add', Join: 'add', Remove: 'remove', Leave: 'remove', Check: 'check' } as const;
type Change = (typeof changes)[keyof typeof changes];
const changeNames = Object.keys(changes) as (keyof typeof changes)[];

function readGroup(fields: Fields): Output {
  const spelling = fields.has('groupAction') ? 'groupAction' : 'action';
  const change = changes[fields.oneOf(spelling, changeNames)];
  const targetType = fields.oneOf('targetType', ['Users', 'Connections'] as const);
  return groupOperations[targetType](change, fields.id('targetId'), fields.group('groupId'));
}

type GroupOperation = (change: Change, id: string, group: string) => Output;
const groupOperations: Readonly<Record<'Users' | 'Connections', GroupOperation>> = {
  Users: (change, userId, group) => ({ name: userChanges[change], userId, group }),
  Connections: (change, connectionId, group) => ({ name: connectionChanges[change], connectionId, group }),
};
const userChanges = { add: 'addUserToGroup', remove: 'removeUserFromGroup', check: 'isInGroup' } as const;
const connectionChanges = {
  add: 'addConnectionToGroup',
  remove: 'removeConnectionFromGroup',
  check: 'isInGroup',
} as const;

function readExistence(fields: Fields): Question {
  const targetType = fields.oneOf('targetType', ['Users', 'Connections', 'Groups'] as const);
  if (targetType === 'Users') return { name: 'userExists', userId: fields.id('targetId') };
  if (targetType === 'Connections') return { name: 'connectionExists', connectionId: fields.id('targetId') };
  return { name: 'groupExists', group: fields.group('targetId') };
}

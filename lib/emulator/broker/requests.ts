import type { AckError, ClientFrameOf, MessageFrame } from '../../protocol/frames.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';

/** What a client may ask of the broker itself; each returns why not, where it may not. */
export const clientRequests = {
  joinGroup(_: Broker, connection: Connection, { group }: ClientFrameOf<'joinGroup'>): AckError | undefined {
    if (!connection.permissions.joinLeaveGroup.allows(group)) return forbidden('join', group);
    connection.hub.join(connection, group);
    return undefined;
  },

  leaveGroup(_: Broker, connection: Connection, { group }: ClientFrameOf<'leaveGroup'>): AckError | undefined {
    if (!connection.permissions.joinLeaveGroup.allows(group)) return forbidden('leave', group);
    connection.hub.leave(connection, group);
    return undefined;
  },

  sendToGroup(broker: Broker, connection: Connection, frame: ClientFrameOf<'sendToGroup'>): AckError | undefined {
    const { group, message, noEcho, ttlSeconds } = frame;
    if (!connection.permissions.sendToGroup.allows(group)) return forbidden('send to', group);
    const sent: MessageFrame = { type: 'message', from: 'group', group, fromUserId: connection.userId, message };
    for (const member of connection.hub.inGroup(group)) {
      if (noEcho && member === connection) continue;
      broker.deliver(member, sent, ttlSeconds);
    }
    return undefined;
  },
} as const;

// official emulator: the texts of Forbidden acks.
function forbidden(verb: string, group: string): AckError {
  return { name: 'Forbidden', message: `The client does not have permission to ${verb} group '${group}'.` };
}

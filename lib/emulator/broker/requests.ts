import type { BrokerRequests } from './broker-request.js';
import { forbidden, publish } from './publish.js';

/** What a client may ask of the broker itself; each returns why not, where it may not. */
export const clientRequests: BrokerRequests<'joinGroup' | 'leaveGroup' | 'sendToGroup'> = {
  joinGroup(_, connection, { group }) {
    if (!connection.permissions.joinLeaveGroup.allows(group)) return forbidden('join', group);
    connection.hub.join(connection, group);
    return undefined;
  },

  leaveGroup(_, connection, { group }) {
    if (!connection.permissions.joinLeaveGroup.allows(group)) return forbidden('leave', group);
    connection.hub.leave(connection, group);
    return undefined;
  },

  sendToGroup(broker, connection, frame) {
    if (!connection.permissions.sendToGroup.allows(frame.group)) return forbidden('send to', frame.group);
    publish(broker, connection, frame);
    return undefined;
  },
};

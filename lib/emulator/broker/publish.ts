import type { AckError, MessageContent, MessageFrame, StreamPosition } from '../../protocol/frames.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';

/** What a client sends to a group. */
export interface Publication {
  readonly group: string;
  readonly noEcho: boolean;
  readonly message: MessageContent;
  readonly ttlSeconds?: number | undefined;
  readonly stream?: StreamPosition;
}

/** Brings a message of a client to the members of a group; whether it may is asked before. */
export function publish(broker: Broker, sender: Connection, publication: Publication): void {
  const { group, noEcho, message, ttlSeconds, stream } = publication;
  const frame: MessageFrame = {
    ...{ type: 'message', from: 'group', group, fromUserId: sender.userId, message },
    ...(stream === undefined ? {} : { stream }),
  };
  for (const member of sender.hub.inGroup(group)) {
    if (!noEcho || member !== sender) broker.deliver(member, frame, ttlSeconds);
  }
}

/** official emulator: the texts of Forbidden acks. */
export function forbidden(verb: string, group: string): AckError {
  return { name: 'Forbidden', message: `The client does not have permission to ${verb} group '${group}'.` };
}

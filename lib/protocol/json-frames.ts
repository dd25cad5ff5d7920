import type { FrameProblem } from './frame-rules.js';
import type { ClientFrame } from './frames.js';
import { Fields } from './json-fields.js';
import { jsonMembers } from './json-members.js';

/** Reads a frame of `json.webpubsub.azure.v1`. The `type` is taken in any letter case, the other names are exact. */
export function parseClientFrame(text: string): ClientFrame | FrameProblem {
  const members = jsonMembers(text);
  if (members === undefined) return { problem: 'it is not a JSON object' };
  const fields = new Fields(members);
  const frame = readers.get(fields.text('type').toLowerCase())?.(fields);
  return frame === undefined ? { problem: 'its type is unknown' } : fields.judge(frame);
}

const readers = new Map<string, (fields: Fields) => ClientFrame>([
  ['joingroup', (fields) => ({ type: 'joinGroup', group: fields.group(), ...fields.ackId() })],
  ['leavegroup', (fields) => ({ type: 'leaveGroup', group: fields.group(), ...fields.ackId() })],
  ['sendtogroup', (fields) => (fields.has('stream') ? readStreamStart(fields) : readSendToGroup(fields))],
  ['event', (fields) => ({ type: 'event', event: fields.event(), ...fields.ackId(), message: fields.message() })],
  ['invoke', readInvoke],
  ['cancelinvocation', (fields) => ({ type: 'cancelInvocation', invocationId: fields.id('invocationId') })],
  ['streamdata', readStreamData],
  ['streamend', (fields) => ({ type: 'streamEnd', streamId: fields.text('streamId'), ...fields.streamError() })],
  [
    'setgroupstate',
    (fields) => ({ type: 'setGroupState', group: fields.group(), ...fields.ackId(), ...fields.state() }),
  ],
  ['subscribegroupstate', (fields) => ({ type: 'subscribeGroupState', group: fields.group(), ...fields.ackId() })],
  ['unsubscribegroupstate', (fields) => ({ type: 'unsubscribeGroupState', group: fields.group(), ...fields.ackId() })],
  ['sequenceack', (fields) => ({ type: 'sequenceAck', sequenceId: fields.neededUint64('sequenceId') })],
  ['ping', () => ({ type: 'ping' })],
]);

function readSendToGroup(fields: Fields): ClientFrame {
  return {
    type: 'sendToGroup',
    group: fields.group(),
    ...fields.ackId(),
    noEcho: fields.flag('noEcho'),
    message: fields.message(),
    ...fields.ttlSeconds(),
  };
}

/** Id and timeout are judged where streams are: a stream that may not begin is closed, not its connection. */
function readStreamStart(fields: Fields): ClientFrame {
  if (fields.has('data') || fields.has('dataType')) fields.refuse('the start of a stream has data', undefined);
  const stream = fields.object('stream');
  const idleTimeoutMs = stream.numberOrNone('idleTimeoutMs');
  return fields.checked(stream, {
    type: 'startStream',
    group: fields.group(),
    ...fields.ackId(),
    noEcho: fields.flag('noEcho'),
    streamId: stream.text('streamId'),
    ...(idleTimeoutMs === undefined ? {} : { idleTimeoutMs }),
    ...fields.ttlSeconds(),
  });
}

function readStreamData(fields: Fields): ClientFrame {
  const streamId = fields.text('streamId');
  const hasContent = fields.has('data') || fields.has('metadata');
  if (!hasContent && !fields.has('streamSequenceId')) return { type: 'streamData', streamId };
  // A number beyond 2^53 is far ahead of every stream, exact or not.
  const sequenceId = Number(fields.neededUint64('streamSequenceId'));
  return { type: 'streamData', streamId, part: { sequenceId, message: fields.message() } };
}

function readInvoke(fields: Fields): ClientFrame {
  const target = fields.textOrNone('target') ?? 'event';
  if (target !== 'event') fields.refuse('"target" is not event', undefined);
  const invocationId = fields.id('invocationId');
  return { type: 'invoke', invocationId, event: fields.event(), message: fields.messageOrNothing() };
}

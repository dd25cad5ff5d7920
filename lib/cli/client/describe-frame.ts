import { describeContent } from '../content.js';
import { visible, type Paint } from '../terminal.js';
import type { Frame } from './read-line.js';

/** One frame of the service on one line, for people. */
export function describeFrame(frame: Frame, paint: Paint): string {
  const describe = Object.hasOwn(kinds, String(frame['type'])) ? kinds[String(frame['type'])] : undefined;
  return describe?.(frame, paint) ?? paint('grey', visible(JSON.stringify(frame)));
}

const kinds: Readonly<Record<string, (frame: Frame, paint: Paint) => string>> = {
  message: ({ from, group, fromUserId, data, dataType }, paint) => {
    const place = from === 'group' ? `${textOf(group)} ${textOf(fromUserId ?? '(anonymous)')}` : 'server';
    const isBase64 = (dataType === 'binary' || dataType === 'protobuf') && typeof data === 'string';
    const content = { data: isBase64 ? Buffer.from(data, 'base64') : data, dataType: textOf(dataType) };
    return `${paint('cyan', visible(place))}: ${visible(describeContent(content))}`;
  },
  ack: ({ ackId, success, error }, paint) => {
    if (success === true) return paint('grey', `ack ${textOf(ackId)}`);
    const { name, message } = (error ?? {}) as { readonly name?: unknown; readonly message?: unknown };
    return paint('red', visible(`ack ${textOf(ackId)} ${textOf(name)}: ${textOf(message)}`));
  },
  system: (frame, paint) => {
    if (frame['event'] === 'connected') return paint('green', visible(connected(frame)));
    return paint('yellow', visible(`${textOf(frame['event'])} ${textOf(frame['message'] ?? '')}`.trim()));
  },
};

function connected({ connectionId, userId }: Frame): string {
  return `connected as ${typeof userId === 'string' ? `"${userId}"` : 'an anonymous client'}, connection ${textOf(connectionId)}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

import { readObject, settingError } from './settings-reader.js';

/** Where the sources on the service disagree: what the emulator does. The first of each is the default. */
export interface Disputed {
  /** A failed event of a PubSub client is answered in its ack; or, as the documentation says, the connection is closed (1011). */
  readonly failedEvent: 'ack' | 'close';
  /** JSON in a binary frame is read, as the documentation says; or closes the connection (1003), as the official emulator does. */
  readonly binaryJson: 'read' | 'close';
  /** JSON reaches clients of protobuf as `json_data`, as with the official emulator; or as `text_data`, as the documentation says. */
  readonly protobufJson: 'jsonData' | 'textData';
  /** `%2F` in the path of a REST call is a slash in a name, as the SDK means it; or stays as it is written, as with the official emulator. */
  readonly encodedSlash: 'decode' | 'keep';
}

type Ways = { readonly [N in keyof Disputed]: readonly Disputed[N][] };

const ways: Ways = {
  failedEvent: ['ack', 'close'],
  binaryJson: ['read', 'close'],
  protobufJson: ['jsonData', 'textData'],
  encodedSlash: ['decode', 'keep'],
};

export const defaultDisputed: Disputed = {
  failedEvent: 'ack',
  binaryJson: 'read',
  protobufJson: 'jsonData',
  encodedSlash: 'decode',
};

export function readDisputed(value: unknown, path: string): Disputed {
  const values = readObject(value, path, Object.keys(ways));
  return {
    failedEvent: readWay('failedEvent', values['failedEvent'], path),
    binaryJson: readWay('binaryJson', values['binaryJson'], path),
    protobufJson: readWay('protobufJson', values['protobufJson'], path),
    encodedSlash: readWay('encodedSlash', values['encodedSlash'], path),
  };
}

function readWay<N extends keyof Disputed>(name: N, value: unknown, path: string): Disputed[N] {
  if (value === undefined) return defaultDisputed[name];
  const way = ways[name].find((known) => known === value);
  if (way !== undefined) return way;
  const known = ways[name].map((text) => `"${text}"`).join(' nor ');
  throw settingError(`${path}.${name}`, `neither ${known}`, 'Write one of them, or leave it out.');
}

/** A frame of the service's JSON. */
export type Frame = Readonly<Record<string, unknown>>;

/** What a frame carries: text as a string, JSON as its value, bytes as a Buffer. */
export interface FrameContent {
  readonly data: unknown;
  readonly dataType: 'text' | 'json' | 'binary';
}

/** The members of a frame that carry data: a string is text, bytes are binary, every other value is JSON. */
export function frameContent(data: unknown): Frame {
  if (typeof data === 'string') return { dataType: 'text', data };
  if (data instanceof Uint8Array) return { dataType: 'binary', data: Buffer.from(data).toString('base64') };
  return { dataType: 'json', data };
}

export function readFrameContent({ data, dataType }: Frame): FrameContent {
  const read = dataType === 'binary' ? Buffer.from(data as string, 'base64') : data;
  return { data: read, dataType: dataType as FrameContent['dataType'] };
}

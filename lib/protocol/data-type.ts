/** How a payload is to be read: `text` is a string, `json` a JSON value, `binary` and `protobuf` bytes. */
export type DataType = 'text' | 'json' | 'binary' | 'protobuf';

export const mediaTypes: Readonly<Record<DataType, string>> = {
  text: 'text/plain',
  json: 'application/json',
  binary: 'application/octet-stream',
  protobuf: 'application/x-protobuf',
};

const dataTypes = new Map<string, DataType>(
  Object.entries(mediaTypes).map(([dataType, mediaType]) => [mediaType, dataType as DataType]),
);

// Written once: a text that is put together anew for each answer is copied once more on its way to the wire.
const contentTypes: typeof mediaTypes = {
  ...mediaTypes,
  text: 'text/plain; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** The media type without parameters, in lower case: `Text/Plain; charset=utf-8` is `text/plain`. */
export function mediaTypeOf(contentType: string): string {
  const end = contentType.indexOf(';');
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** The data type that a `Content-Type` announces; undefined for one that the service does not send. */
export function dataTypeOf(contentType: string): DataType | undefined {
  return dataTypes.get(mediaTypeOf(contentType));
}

/** The `Content-Type` to announce; text and JSON always travel as UTF-8. */
export function contentTypeOf(dataType: DataType): string {
  return contentTypes[dataType];
}

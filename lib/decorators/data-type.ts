import type { UserEventContext } from '../invocation/contexts/user-event-context.js';
import type { DataType as ContentDataType } from '../protocol/data-type.js';
import { Bind } from './bind.js';
import type { PartDecoration } from './bind.js';

/**
 * How data is to be read: `text` is a string, `json` a JSON value, `binary` and `protobuf` are bytes.
 * @reexport
 */
export type DataType = ContentDataType;

/** How the client sent its data: `text`, `json`, `binary` or `protobuf`. */
export function DataType(): PartDecoration<DataType> {
  return Bind(({ dataType }: UserEventContext<unknown, unknown>) => dataType, { name: '@DataType', on: ['user'] });
}

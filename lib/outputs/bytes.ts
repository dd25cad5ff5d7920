import { types } from 'node:util';

/** Whether a value is bytes, in any of the forms that JavaScript has for them and of whichever realm. */
export function isBytes(value: unknown): value is ArrayBufferView | ArrayBufferLike {
  return ArrayBuffer.isView(value) || types.isAnyArrayBuffer(value);
}

/** Bytes in any of the forms that JavaScript has for them; undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return types.isAnyArrayBuffer(value) ? new Uint8Array(value) : undefined;
}

/** The bytes in what JSON.stringify makes of a Buffer, `{ type: 'Buffer', data: [1, 2] }`; JavaScript functions of the C# bindings write them so. */
export function bytesOfJson(value: unknown): Uint8Array | undefined {
  if (typeof value !== 'object' || value === null || !('type' in value) || !('data' in value)) return undefined;
  const { type, data } = value;
  if (type !== 'Buffer' || !Array.isArray(data)) return undefined;
  return data.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255) ? Uint8Array.from(data) : undefined;
}

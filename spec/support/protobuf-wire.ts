/**
 * Protobuf by hand, so that specs share neither schema nor library with what they look at: a message is the bytes of its fields, one after
 * the other (protobuf.dev/programming-guides/encoding).
 */
export function varint(value: number | bigint): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return Buffer.from([...bytes, Number(rest)]);
}

/** A field of a number or a boolean. */
export function number(field: number, value: number | bigint | boolean): Buffer {
  return Buffer.concat([varint(field << 3), varint(typeof value === 'boolean' ? Number(value) : value)]);
}

/** A field of a text or of bytes. */
export function bytes(field: number, value: string | Uint8Array): Buffer {
  const content = Buffer.from(value as string);
  return Buffer.concat([varint((field << 3) | 2), varint(content.length), content]);
}

/** A field of a message. */
export function message(field: number, ...fields: readonly Buffer[]): Buffer {
  return bytes(field, Buffer.concat(fields));
}

/** An entry of a map of texts. */
export function entry(field: number, name: string, text: string): Buffer {
  return message(field, bytes(1, name), bytes(2, text));
}

/** What a field holds, found by the numbers that lead to it. */
export function find(data: Uint8Array, ...path: readonly number[]): Buffer | bigint {
  return path.reduce<Buffer | bigint>((at, wanted) => {
    const found = typeof at === 'bigint' ? undefined : fieldsOf(at).find(([field]) => field === wanted);
    if (found === undefined) throw new Error(`There is no ${path.join('.')} in ${Buffer.from(data).toString('hex')}.`);
    return found[1];
  }, Buffer.from(data));
}

/** The fields of a message in their order: numbers, and the bytes of everything else. */
export function fieldsOf(data: Buffer): (readonly [field: number, value: Buffer | bigint])[] {
  const fields: (readonly [number, Buffer | bigint])[] = [];
  let at = 0;
  const next = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = data[at++] ?? 0;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < data.length) {
    const tag = Number(next());
    const value = next();
    if ((tag & 7) === 0) fields.push([tag >> 3, value]);
    else fields.push([tag >> 3, data.subarray(at, (at += Number(value)))]);
  }
  return fields;
}

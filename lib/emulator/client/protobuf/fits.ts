import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

interface FieldShape {
  readonly wireType: WireType;
  /** Of a message, or of an entry of a map. */
  readonly inside?: Shape;
}

/** What a message is made of, by the numbers of its fields. */
type Shape = ReadonlyMap<number, FieldShape>;

/**
 * Makes a look at bytes out of a schema: whether each field that it knows is written as it says, and ends within its message. The library looks
 * at neither, and reads something else than the client wrote.
 */
export function fitsOf(schema: DescMessage): (bytes: Uint8Array) => boolean {
  const shape = shapeOf(schema);
  return (bytes) => fits(shape, bytes);
}

function shapeOf(schema: DescMessage): Shape {
  return new Map(schema.fields.map((field) => [field.number, fieldShapeOf(field)]));
}

// Of texts: there are no others.
const mapEntry: Shape = new Map([1, 2].map((number) => [number, { wireType: WireType.LengthDelimited }]));

function fieldShapeOf(field: DescField): FieldShape {
  const wireType = WireType.LengthDelimited;
  if (field.fieldKind === 'message') return { wireType, inside: shapeOf(field.message) };
  if (field.fieldKind === 'map') return { wireType, inside: mapEntry };
  const isText = field.scalar === ScalarType.STRING || field.scalar === ScalarType.BYTES;
  return { wireType: isText ? wireType : WireType.Varint };
}

function fits(shape: Shape, bytes: Uint8Array): boolean {
  const reader = new BinaryReader(bytes);
  while (reader.pos < reader.len) {
    const [number, wireType] = reader.tag();
    const field = shape.get(number);
    if (field !== undefined && field.wireType !== wireType) return false;
    if (field?.inside === undefined) reader.skip(wireType, number);
    else if (!fits(field.inside, reader.bytes())) return false;
  }
  return true;
}

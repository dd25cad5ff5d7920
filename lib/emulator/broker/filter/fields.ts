/** What a filter may ask of a connection. */
export interface FilterSubject {
  readonly connectionId: string;
  readonly userId: string | undefined;
  readonly groups: ReadonlySet<string>;
  /** Its subprotocol; a simple client has none. */
  readonly protocol: string | undefined;
}

export type FilterValue = string | number | boolean | null | ReadonlySet<string>;

export interface Field {
  readonly type: 'string' | 'collection';
  readonly isOptional: boolean;
  readonly read: (subject: FilterSubject) => FilterValue;
}

// official emulator: `protocol`, which the documented grammar leaves out.
const fields: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['connectionid', { type: 'string', isOptional: false, read: ({ connectionId }) => connectionId }],
  ['userid', { type: 'string', isOptional: true, read: ({ userId }) => userId ?? null }],
  ['groups', { type: 'collection', isOptional: false, read: ({ groups }) => groups }],
  ['protocol', { type: 'string', isOptional: true, read: ({ protocol }) => protocol ?? null }],
]);

/** The field of that name, in any letter case. */
export function fieldOf(name: string): Field | undefined {
  return fields.get(name.toLowerCase());
}

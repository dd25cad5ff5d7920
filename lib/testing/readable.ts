type MemberOf<Union> = Union extends unknown ? keyof Union : never;

/** One of a union, each of whose members may be read without asking first which one it is: what it does not have is undefined. */
export type Readable<Union, Member extends PropertyKey = MemberOf<Union>> = Union extends unknown
  ? Union & Readonly<Partial<Record<Exclude<Member, keyof Union>, never>>>
  : never;

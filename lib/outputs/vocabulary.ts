/** What an output is aimed at. Written in any letter case at run time. */
export const TargetType = {
  All: 'All',
  Users: 'Users',
  Connections: 'Connections',
  Groups: 'Groups',
} as const;
/** What an output is aimed at, as a text. */
export type TargetType = (typeof TargetType)[keyof typeof TargetType];

/** What happens to a member of a group. Written in any letter case at run time; Join means Add, Leave means Remove. */
export const GroupAction = {
  Add: 'Add',
  Join: 'Join',
  Remove: 'Remove',
  Leave: 'Leave',
  Check: 'Check',
} as const;
/** What happens to a member of a group, as a text. */
export type GroupAction = (typeof GroupAction)[keyof typeof GroupAction];

/** What a message may carry: a string is text, bytes (Buffer, typed array, ArrayBuffer) are binary, every other value is JSON. */
export type MessageContent = string | number | boolean | object | null;

/** How the content of a message is to be sent, where its value alone does not say so. */
export type OutputDataType = 'text' | 'json' | 'binary';

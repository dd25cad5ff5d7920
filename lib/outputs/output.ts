import type { Operation } from '../protocol/operations.js';

/** Asks whether a user or a connection is in a group; the service has no operation for it, only the list of members. */
export type MembershipQuestion = { readonly name: 'isInGroup'; readonly group: string } & (
  | { readonly userId: string; readonly connectionId?: never }
  | { readonly connectionId: string; readonly userId?: never }
);
type ExistenceName = 'connectionExists' | 'userExists' | 'groupExists';
type ReadingName = ExistenceName | 'hasPermission' | 'listConnectionsInGroup';

/** What is asked at once and resolves to a boolean. */
export type Question = Extract<Operation, { name: ExistenceName }> | MembershipQuestion;
/** What is queued and sent. */
export type Command = Exclude<Operation, { name: ReadingName }>;
/** What every item that a collector takes becomes. */
export type Output = Command | Question;

/** What an item is judged by. */
export interface OutputLimits {
  /** Bytes that a message may have. */
  readonly messageLimit: number;
  /** The connection that is being connected: nothing can be sent to it yet. */
  readonly connectingId?: string | undefined;
}

const questions: ReadonlySet<string> = new Set<Question['name']>([
  'connectionExists',
  'userExists',
  'groupExists',
  'isInGroup',
]);

export function isQuestion(output: Output): output is Question {
  return questions.has(output.name);
}

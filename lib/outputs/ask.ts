import type { Perform } from '../protocol/operations.js';
import type { MembershipQuestion, Question } from './output.js';

/** Asks the service at once. */
export async function ask(perform: Perform, question: Question, signal?: AbortSignal): Promise<boolean> {
  if (question.name === 'isInGroup') return isInGroup(perform, question, signal);
  return perform(question, signal ? { signal } : {});
}

// The service has no operation for this: it lists the members of the group.
async function isInGroup(perform: Perform, question: MembershipQuestion, signal?: AbortSignal): Promise<boolean> {
  const { group, userId, connectionId } = question;
  const members = await perform({ name: 'listConnectionsInGroup', group }, signal ? { signal } : {});
  if (userId !== undefined) return members.some((member) => member.userId === userId);
  return members.some((member) => member.connectionId === connectionId);
}

import type { TapContents } from '../tap/entries.js';
import type { Fault, Meeting } from './fault.js';
import type { FaultPlace } from './rule.js';

/** What an entry needs of a rule. */
export interface TappedRule {
  readonly number: number;
  readonly fault: Fault;
  readonly turns: { readonly met: number; readonly count: number };
}

const nameMembers: Readonly<Record<FaultPlace, 'frame' | 'operation' | 'event' | undefined>> = {
  frameToClient: 'frame',
  frameFromClient: 'frame',
  handshake: undefined,
  rest: 'operation',
  event: 'event',
};

/** A fault that happens, as an entry has it. */
export function tappedFault({ number, fault, turns }: TappedRule, meeting: Meeting): TapContents['fault.done'] {
  const { at, hub, connectionId, userId, name } = meeting;
  const member = nameMembers[at];
  const known = { hub, connectionId, userId, ...(member && { [member]: name }) };
  const why = `Rule ${number} of faults.add() says "${wordsOf(fault)}": met ${turns.met}, done ${turns.count}.`;
  return { at, fault: fault.kind, ...definedOnly(known), why };
}

function wordsOf(fault: Fault): string {
  if (fault.kind === 'delay') return `delay ${fault.milliseconds} ms`;
  if (fault.kind === 'close') return `close ${fault.closing.code}`;
  return fault.kind === 'status' ? `status ${fault.status}` : fault.kind;
}

function definedOnly<T extends object>(members: T): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>;
}

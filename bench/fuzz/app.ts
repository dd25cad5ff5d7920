import type { EventFunction, EventResponse } from '../../lib/emulator/index.js';

const nothing: EventResponse = { status: 204 };
const answers: Readonly<Record<string, (body: Uint8Array, type: string) => EventResponse | Promise<EventResponse>>> = {
  quiet: () => nothing,
  slow: () => new Promise((resolve) => setTimeout(() => resolve(nothing), 5)),
  refuse: () => ({ status: 400, headers: { 'content-type': 'text/plain' }, body: 'No.' }),
};

/** An app in process that repeats what it is told, and fails in no way that would be tried again. */
export const app: EventFunction = ({ headers, body }) => {
  const values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const answer = answers[values.get('ce-eventname') ?? ''];
  const type = values.get('content-type') ?? '';
  return answer?.(body, type) ?? { status: 200, headers: { 'content-type': type }, body };
};

import type { EventFunction, EventResponse } from '../../lib/emulator/index.js';
import { refusedText } from './simple-lane.js';

type Answer = (body: string) => EventResponse | undefined | Promise<EventResponse>;

const nothing: EventResponse = { status: 204 };
const answers: Readonly<Record<string, Answer>> = {
  quiet: () => nothing,
  slow: () => new Promise((resolve) => setTimeout(() => resolve(nothing), 5)),
  message: (body) => (body === refusedText ? { status: 400 } : undefined),
  connect: (body) => ({ status: 200, body: body.includes('"chat.v1"') ? '{"subprotocol":"chat.v1"}' : '{}' }),
};

/** An app in process that repeats what it is told, and fails in no way that would be tried again. */
export const app: EventFunction = async ({ headers, body }) => {
  const values = new Map(headers.map(([name, value]) => [name.toLowerCase(), value]));
  const name = values.get('ce-eventname') ?? '';
  const answer = Object.hasOwn(answers, name) ? await answers[name]?.(Buffer.from(body).toString('utf8')) : undefined;
  return answer ?? { status: 200, headers: { 'content-type': values.get('content-type') ?? '' }, body };
};

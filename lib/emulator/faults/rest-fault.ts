import { STATUS_CODES } from 'node:http';
import { jsonAnswer } from '../rest/answers.js';
import type { RestAnswer } from '../rest/rest-message.js';
import type { NoRoute, RouteMatch } from '../rest/routes.js';
import type { FaultOf, Meeting } from './fault.js';
import type { Faults } from './faults.js';

/** Answers a call that goes to a route, with what goes wrong on the way. */
export async function answerDisturbed(
  faults: Faults,
  route: RouteMatch | NoRoute,
  answer: () => Promise<RestAnswer>,
): Promise<RestAnswer> {
  const { fault, milliseconds } = faults.choose(meetingOf(route));
  await faults.wait(milliseconds);
  if (fault === undefined) return answer();
  if (fault.kind === 'status') return refusalOf(fault);
  if (fault.kind === 'cut') return { status: 0, isCut: true };
  return { ...(await answer()), isCut: true };
}

function meetingOf(route: RouteMatch | NoRoute): Meeting<'rest'> {
  if ('allow' in route) return { at: 'rest' };
  const { hub, name, parameters } = route;
  const { connectionId, userId } = parameters;
  return { at: 'rest', hub: hub.toLowerCase(), name, connectionId, userId };
}

// assumed: as the errors that are known; of 429 and 503 nothing was recorded.
function refusalOf({ status, retryAfterSeconds }: Extract<FaultOf<'rest'>, { readonly kind: 'status' }>): RestAnswer {
  const text = STATUS_CODES[status] ?? 'Fault';
  const code = `Error.${text.replace(/[^A-Za-z]/g, '')}`;
  const message = `${text}: a fault of the emulator.`;
  const retryAfter = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  const body = { code, message, target: 'Request', details: null, inner: null };
  return jsonAnswer(status, body, { 'x-ms-error-code': code, ...retryAfter });
}

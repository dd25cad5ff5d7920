import { UsageError } from './command.js';
import { inTime } from './deadline.js';
import { explainFailure } from './reach.js';

const remedies: Readonly<Record<number, string>> = {
  401: 'The service does not take this key, or the clock of this machine is wrong. "web-pubsub doctor" looks for the cause.',
  403: 'This identity may not do it: give it the role "Web PubSub Service Owner" at the service.',
  404: 'There is nothing of that name, or this is not the endpoint of a Web PubSub service.',
  429: 'It is too much for the tier of the service at once.',
};

const notJson = 'Is this the endpoint of a Web PubSub service, or does a proxy or a page answer in its place?';

/** A call of the service, in time. @throws Error in one line for people. */
export async function callService<T>(call: Promise<T>): Promise<T> {
  try {
    return await inTime(call, (seconds) => new DOMException(`It did not answer in ${seconds}.`, 'TimeoutError'));
  } catch (error) {
    throw describeServiceFailure(error);
  }
}

/** What a call of the service failed with, in one line: its status, or what the network said. */
export function describeServiceFailure(error: unknown): Error {
  const { statusCode, code, message } = error as {
    readonly statusCode?: number;
    readonly code?: unknown;
    readonly message: string;
  };
  if (error instanceof UsageError || (typeof code === 'string' && code.startsWith('WPS_'))) return error as Error;
  if (statusCode === undefined) {
    const { problem, remedy } = explainFailure(error);
    return new Error(`The service was not reached: ${problem}. ${remedy}`, { cause: error });
  }
  // In the SDK's own words this quotes a page and the errors of a parser.
  if (code === 'PARSE_ERROR')
    return new Error(`The service answered ${String(statusCode)} with what is no JSON. ${notJson}`, { cause: error });
  const words = message.replaceAll(/\s+/g, ' ').trim().slice(0, 200).replace(/\.?$/, '.');
  const remedy = remedies[statusCode] ?? (words === '.' ? 'It does not say why.' : words);
  return new Error(`The service answered ${String(statusCode)}. ${remedy}`, { cause: error });
}

import { randomBytes, randomUUID } from 'node:crypto';
import { signedEvent } from '../../testing/index.js';
import { reach } from '../reach.js';
import { someHub, type Check, type Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, warning, failure, skipped } = findingsOf('signature');

/** An event that no app has a function for. */
const probe = 'web-pubsub-doctor.probe';

/** The app takes events that the service signed, and no others. */
export const checkSignature: Check = async (examination) => {
  const { service, appTakesOrigin } = examination;
  if (service === undefined) return [skipped('There is no connection.')];
  if (appTakesOrigin !== true) return [skipped('The app does not take the origin.')];
  if (service.isByIdentity) return [skipped('Events are proved by a token of Entra, which only the service can make.')];
  const origin = new URL(service.endpoint).hostname;
  const stranger = { accessKey: randomBytes(32).toString('base64'), origin };
  const [genuine, forged] = [{ connectionString: connectionStringOf(examination) }, stranger];
  return [judgeGenuine(await post(examination, genuine), examination), judgeForged(await post(examination, forged))];
};

function connectionStringOf({ choice: { connection, settings } }: Examination): string {
  return settings(connection) ?? '';
}

type Key = { readonly connectionString: string } | { readonly accessKey: string; readonly origin: string };

/** The status that it is answered with; undefined for none. */
async function post(examination: Examination, key: Key): Promise<number | undefined> {
  const event = { hub: someHub(examination), eventType: 'user', eventName: probe } as const;
  const request = signedEvent({ ...event, ...key, url: examination.appUrl, connectionId: randomUUID() });
  const reached = await reach(request.url, request);
  return 'response' in reached ? reached.response.status : undefined;
}

function judgeGenuine(status: number | undefined, examination: Examination): Finding {
  const { connection } = examination.choice;
  // Only behind the signature an app says that it has no function for it.
  if (status === 404 || (status !== undefined && status < 300))
    return ok('An event that is signed with the key is taken.');
  if (status === undefined) return failure('An event got no answer.', 'Does something in between drop POST requests?');
  if (status === 401 || status === 403) {
    examination.appTakesKey = false;
    const remedy = `Does the app that runs have the same key in ${connection}? It reads settings at its start: start it again.`;
    return failure(`An event that is signed with the key of ${connection} is refused (${String(status)}).`, remedy);
  }
  return warning(
    `An event that is signed with the key is answered with ${String(status)}.`,
    'The log of the app says why.',
  );
}

function judgeForged(status: number | undefined): Finding {
  if (status === 401 || status === 403) return ok('An event that is signed with another key is refused.');
  const remedy =
    'bootstrap checks signatures unless it is told verify: false; @azure/web-pubsub-express does not: anybody who knows the URL can post events.';
  return failure(
    `An event that is signed with another key is not refused with 401, but answered with ${String(status ?? 'nothing')}.`,
    remedy,
  );
}

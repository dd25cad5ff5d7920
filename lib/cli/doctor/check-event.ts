import { connectTestClient, TestConnectionRefused, type TestClient } from '../../testing/index.js';
import type { Check, Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';
import { nearName } from '../nearest.js';

const { ok, failure, skipped, unasked } = findingsOf('client');

const questions =
  'Could the service ask the app? Is the URL of its event handler right, can it reach that, and does a function answer "connect"?';

/** A client is let in by service and app, and its event comes back acknowledged. */
export const checkEvent: Check = async (examination) => {
  const { service, serviceTakesKey, hub } = examination;
  if (service === undefined) return [skipped('There is no connection.')];
  if (serviceTakesKey !== true) return [skipped('It is not known that the service takes the key.')];
  if (hub === undefined) return [unasked('No hub is known: name one with --hub.', '--hub <name>')];
  if (examination.hubIsMistaken === true) return [skipped('Another hub was most likely meant.')];
  try {
    const { url } = await service.getClientAccess(hub, { userId: 'web-pubsub-doctor' });
    const client = await connectTestClient(url);
    try {
      return [ok(`A client is let in to hub ${hub}.`), ...(await sendEvent(client, examination))];
    } finally {
      await client.close();
    }
  } catch (error) {
    return [judgeRefusal(error, examination)];
  }
};

async function sendEvent(client: TestClient, examination: Examination): Promise<readonly Finding[]> {
  const { event } = examination;
  if (event === undefined) return [unasked('It sends no event: name one with --event.', '--event <name>')];
  try {
    await client.sendEvent(event.name, event.data);
    return [ok(`Its event "${event.name}" reached the app, and all went well.`)];
  } catch (error) {
    return [failure(`Its event "${event.name}" ${outcomeOf(error as Error)}.`, remedyFor(event.name, examination))];
  }
}

/** What became of an event, in words: an acknowledgement that says no has the name of its error. */
function outcomeOf({ name, message }: Error): string {
  if (name === 'InternalServerError')
    return 'failed: the service got no success for it (InternalServerError), as the app answered an error or nothing, or no event handler takes it';
  if (name !== 'Error') return `was refused by the service (${name})`;
  const late = /not acknowledged within (\d+) ms/.exec(message)?.[1];
  if (late === undefined) return 'was not acknowledged: the connection ended before';
  return `was not acknowledged within ${String(Number(late) / 1000)} s: its function does not return, or the service does not reach the app`;
}

function remedyFor(name: string, { hub = '', functions = [] }: Examination): string {
  const names = functions.flatMap((one) => (one.kind === 'event' && one.eventType === 'user' ? [one] : []));
  const known = names.filter((one) => one.hub.toLowerCase() === hub.toLowerCase()).map(({ event }) => event);
  const near = known.includes(name) ? undefined : nearName(name, known);
  const asked = `"web-pubsub trigger ${hub}/${name}", with the same --url, prints what the app answers.`;
  return near === undefined ? asked : `Is "${near}" meant? Else ${asked}`;
}

function judgeRefusal(error: unknown, examination: Examination): Finding {
  const { hub = '' } = examination;
  if (!(error instanceof TestConnectionRefused)) return judgeSilence(error as Error, hub);
  const { status, body } = error;
  const words = body.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  const message = `A client of hub ${hub} is refused with ${String(status)}${words === '' ? '.' : `: ${words}`}`;
  return failure(message, remedyForStatus(status, examination));
}

function judgeSilence({ message }: Error, hub: string): Finding {
  const late = /not answered within (\d+) ms/.exec(message)?.[1];
  const why = late === undefined ? `: ${message}` : ` within ${String(Number(late) / 1000)} s.`;
  return failure(
    `A client of hub ${hub} was not let in${why}`,
    `${questions} Or does something in between let no WebSockets through?`,
  );
}

function remedyForStatus(status: number, { appTakesKey }: Examination): string {
  if (status >= 500) return questions;
  if (status === 401 && appTakesKey === false)
    return 'The app refuses what the service signs, "connect" too: mend what the check of the signature says.';
  if (status === 404)
    return 'The service sends "connect", and the app has no function for it: write one, or take "connect" out of systemEvents of the event handler.';
  return 'The function for "connect" refused it, or the service does not take the token.';
}

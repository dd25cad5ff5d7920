import { connectTestClient, TestConnectionRefused, type TestClient } from '../../testing/index.js';
import type { Check, Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, failure, skipped } = findingsOf('client');

const unasked =
  'Could the service ask the app? Is the URL of its event handler right, can it reach that, and does a function answer "connect"?';

/** A client is let in by service and app, and its event comes back acknowledged. */
export const checkEvent: Check = async (examination) => {
  const { service, serviceTakesKey, hub } = examination;
  if (service === undefined) return [skipped('There is no connection.')];
  if (serviceTakesKey !== true) return [skipped('It is not known that the service takes the key.')];
  if (hub === undefined) return [skipped('No hub is known: name one with --hub.')];
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
    return [judgeRefusal(error, hub)];
  }
};

async function sendEvent(client: TestClient, { event, hub = '' }: Examination): Promise<readonly Finding[]> {
  if (event === undefined) return [];
  try {
    await client.sendEvent(event.name, event.data);
    return [ok(`Its event "${event.name}" reached the app, and all went well.`)];
  } catch (error) {
    const remedy = `Does an event handler of hub ${hub} take it, with the right URL, and a function answer it? The log of app and emulator say more.`;
    return [failure((error as Error).message, remedy)];
  }
}

function judgeRefusal(error: unknown, hub: string): Finding {
  if (!(error instanceof TestConnectionRefused))
    return failure((error as Error).message, `${unasked} Or does something in between let no WebSockets through?`);
  const { status, body } = error;
  const words = body.replaceAll(/\s+/g, ' ').trim().slice(0, 200);
  const message = `A client of hub ${hub} is refused with ${String(status)}${words === '' ? '' : `: ${words}`}`;
  const remedy =
    status >= 500 ? unasked : 'The function for "connect" refused it, or the service does not take the token.';
  return failure(message, remedy);
}

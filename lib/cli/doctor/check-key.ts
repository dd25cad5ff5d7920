import { reach } from '../reach.js';
import { describeServiceFailure } from '../service-failure.js';
import { someHub, type Check, type Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const { ok, failure, skipped } = findingsOf('key');

/** The service takes the key, or the identity, and nobody without one. */
export const checkKey: Check = async (examination) => {
  const { service, serviceAnswers } = examination;
  if (service === undefined) return [skipped('There is no connection.')];
  if (serviceAnswers !== true) return [skipped('The service was not reached.')];
  const stranger = await askWithoutKey(service.endpoint);
  if (stranger !== undefined) return [stranger];
  try {
    // A question: it changes nothing.
    await service.server(someHub(examination)).connectionExists('doctor');
    examination.serviceTakesKey = true;
    return [ok(`The service takes ${service.isByIdentity ? 'the identity' : 'the key'}.`)];
  } catch (error) {
    return [judgeRefusal(error, examination)];
  }
};

/** What says yes to everybody says nothing of the key. */
async function askWithoutKey(endpoint: string): Promise<Finding | undefined> {
  const url = `${endpoint}/api/hubs/doctor/connections/doctor?api-version=2024-01-01`;
  const reached = await reach(url, { method: 'HEAD' });
  if ('problem' in reached) return failure(`The service gave no answer: ${reached.problem}.`, reached.remedy);
  const { status } = reached.response;
  // service: 403 where its network rules let nobody in.
  if (status === 401 || status === 403) return undefined;
  const message = `${endpoint} answers a call without a key with ${String(status)}, where a service says 401.`;
  return failure(
    message,
    'Something else answers there: is the Endpoint that of a Web PubSub service, and no app, proxy or page?',
  );
}

function judgeRefusal(error: unknown, { choice, service, clockIsWrong }: Examination): Finding {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode === 401 && clockIsWrong === true) {
    const remedy = 'The clock is the likely cause: set it, then ask again. Copy no key before that.';
    return failure('The service takes no token that this machine makes now (401).', remedy);
  }
  if (service?.isByIdentity === false && statusCode === 401) {
    const remedy = `Copy the connection string of the service into ${choice.connection} once more: was its key changed?`;
    return failure('The service does not take the access key (401).', remedy);
  }
  if (service?.isByIdentity === false && statusCode === 403) {
    const remedy =
      'Look at Networking of the service, whether its rules let this machine call the REST API, and at Keys, whether access keys are switched off.';
    return failure('The service knows the access key, or does not look at it, and refuses the call (403).', remedy);
  }
  return failure(describeServiceFailure(error).message, '');
}

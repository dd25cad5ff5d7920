import { reach } from '../reach.js';
import { describeServiceFailure } from '../service-failure.js';
import { someHub, type Check, type Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const endpointFindings = findingsOf('endpoint');
const clockFindings = findingsOf('clock');
const keyFindings = findingsOf('key');

/** The service is reached, and its clock agrees with ours. */
export const checkEndpoint: Check = async (examination) => {
  const { ok, warning, failure, skipped } = endpointFindings;
  const { service } = examination;
  if (service === undefined) return [skipped('There is no connection.')];
  const before = Date.now();
  const reached = await reach(`${service.endpoint}/api/health`, { method: 'HEAD' });
  if ('problem' in reached)
    return [failure(`${service.endpoint} was not reached: ${reached.problem}.`, reached.remedy)];
  examination.serviceAnswers = true;
  const { status, headers } = reached.response;
  const date = headers.get('date');
  const clock = date === null ? [] : [judgeClock(Date.parse(date), (before + Date.now()) / 2)];
  if (status === 200) return [ok(`${service.endpoint} answers.`), ...clock];
  const remedy = 'Is this the address of a Web PubSub service? Something in between may answer in its place.';
  return [warning(`${service.endpoint} says ${String(status)} where a service says 200.`, remedy), ...clock];
};

// service: tokens are good from their minute on, and some minutes of difference are forgiven.
const noticed = 60;
const tooMuch = 300;

function judgeClock(theirs: number, ours: number): Finding {
  const { ok, warning, failure } = clockFindings;
  const seconds = Math.round((ours - theirs) / 1000);
  if (Math.abs(seconds) < noticed) return ok('This machine and the service agree on the time.');
  const message = `The clock of this machine is ${String(Math.abs(seconds))} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of the service.`;
  const remedy = 'Set it by NTP: tokens that are made with it are not valid yet, or not any more.';
  return Math.abs(seconds) >= tooMuch ? failure(message, remedy) : warning(message, remedy);
}

/** The service takes the key, or the identity. */
export const checkKey: Check = async (examination) => {
  const { service, serviceAnswers } = examination;
  if (service === undefined) return [keyFindings.skipped('There is no connection.')];
  if (serviceAnswers !== true) return [keyFindings.skipped('The service was not reached.')];
  try {
    // A question: it changes nothing.
    await service.server(someHub(examination)).connectionExists('doctor');
    examination.serviceTakesKey = true;
    return [keyFindings.ok(`The service takes ${service.isByIdentity ? 'the identity' : 'the key'}.`)];
  } catch (error) {
    return [judgeRefusal(error, examination)];
  }
};

function judgeRefusal(error: unknown, { choice, service }: Examination): Finding {
  const { statusCode } = error as { readonly statusCode?: number };
  if (statusCode === 401 && service?.isByIdentity === false) {
    const remedy = `Copy the connection string of the service into ${choice.connection} once more: was its key changed?`;
    return keyFindings.failure('The service does not take the access key (401).', remedy);
  }
  return keyFindings.failure(describeServiceFailure(error).message, '');
}

import { reach } from '../reach.js';
import type { Check, Examination } from './examination.js';
import { findingsOf, type Finding } from './finding.js';

const endpointFindings = findingsOf('endpoint');
const clockFindings = findingsOf('clock');

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
  const clock = date === null ? [] : [judgeClock(date, (before + Date.now()) / 2, examination)];
  if (status === 200) return [ok(`${service.endpoint} answers.`), ...clock];
  const remedy = 'Is this the address of a Web PubSub service? Something in between may answer in its place.';
  return [warning(`${service.endpoint} says ${String(status)} where a service says 200.`, remedy), ...clock];
};

// service: tokens are good from their minute on, and some minutes of difference are forgiven.
const noticed = 60;
const tooMuch = 300;

function judgeClock(date: string, ours: number, examination: Examination): Finding {
  const { ok, warning, failure } = clockFindings;
  const seconds = Math.round((ours - Date.parse(date)) / 1000);
  if (Number.isNaN(seconds)) {
    const remedy = 'A service says it: something in between answers in its place, or changes what it says.';
    return warning(`The answer says no time in its header Date, but "${date.slice(0, 50)}".`, remedy);
  }
  if (Math.abs(seconds) < noticed) return ok('This machine and the service agree on the time.');
  const message = `The clock of this machine is ${String(Math.abs(seconds))} seconds ${seconds > 0 ? 'ahead of' : 'behind'} that of the service.`;
  const remedy = 'Set it by NTP: tokens that are made with it are not valid yet, or not any more.';
  examination.clockIsWrong = Math.abs(seconds) >= tooMuch;
  return examination.clockIsWrong ? failure(message, remedy) : warning(message, remedy);
}

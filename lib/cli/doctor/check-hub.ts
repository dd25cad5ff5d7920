import type { Check } from './examination.js';
import { findingsOf } from './finding.js';
import { nearName } from '../nearest.js';

const { ok, warning, failure } = findingsOf('hub');

/** The hub that is asked for has functions of events, as far as functions are known. */
export const checkHub: Check = (examination) => {
  const { hub, functions } = examination;
  const hubs = [...new Set((functions ?? []).flatMap((one) => (one.kind === 'event' ? [one.hub] : [])))];
  if (hub === undefined || hubs.length === 0) return [];
  if (hubs.some((one) => one.toLowerCase() === hub.toLowerCase())) return [ok(`There are functions of hub ${hub}.`)];
  const message = `No function is of hub ${hub}: there are those of ${hubs.join(', ')}.`;
  const near = nearName(hub, hubs);
  // An app may send to a hub whose events it does not take.
  if (near === undefined)
    return [warning(message, 'Is it the hub that is meant? --hub, or the setting WebPubSubHub, names it.')];
  examination.hubIsMistaken = true;
  return [failure(message, `Is ${near} meant? --hub, or the setting WebPubSubHub, names it.`)];
};

import { connectService } from '../../index.js';
import type { Check } from './examination.js';
import { findingsOf } from './finding.js';

const { ok, warning, thrown } = findingsOf('connection');

/** The setting is there, and holds a connection that can be used. */
export const checkConnection: Check = (examination) => {
  const { choice } = examination;
  try {
    const service = (examination.service = connectService(choice));
    const by = service.isByIdentity ? 'by an identity' : 'with an access key';
    const said = `${choice.connection} names ${service.endpoint}, ${by}.`;
    const isOpen = service.endpoint.startsWith('http:') && !isLocal(service.endpoint);
    if (!isOpen) return [ok(said)];
    const remedy = 'Write https:// in the Endpoint: tokens and messages travel in the open.';
    return [ok(said), warning('It is called without TLS.', remedy)];
  } catch (error) {
    return [thrown(error)];
  }
};

function isLocal(endpoint: string): boolean {
  return /^(localhost|127\..*|\[::1\]|.*\.localhost)$/.test(new URL(endpoint).hostname);
}

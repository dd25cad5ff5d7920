import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import { readServiceRequest } from '../../lib/invocation/service-request.js';
import type { ServiceRequest } from '../../lib/invocation/service-request.js';
import { Verifier } from '../../lib/invocation/verifier.js';
import { accessKey, eventHeaders } from '../support/signed-event.js';
import type { HeaderLines } from '../support/signed-event.js';

const verifier = new Verifier([
  { hosts: [{ hostname: 'chat.webpubsub.azure.com', port: undefined }], accessKeys: [accessKey] },
]);
const read = (headers: HeaderLines, method = 'POST'): Promise<ServiceRequest> =>
  readServiceRequest({
    method,
    headers,
    body: Buffer.from('hi'),
    verifier,
    runtime: detachedRuntime,
    clock: systemClock,
    statesEncoding: 'json',
  });
const origin = (value: string): HeaderLines => [['webhook-request-origin', value]];

describe('a raw service request', () => {
  it('is an event with an empty answer ready', async () => {
    const { request, response, hasError, isPreflight } = await read(eventHeaders());
    expect([request?.eventName, response, hasError, isPreflight]).to.deep.equal([
      'message',
      { status: 200 },
      false,
      false,
    ]);
  });

  it('has the answer to a fault ready, and its message', async () => {
    const { request, response, hasError, errorMessage } = await read(eventHeaders({ 'ce-signature': 'x' }));
    expect([request, response.status, hasError, errorMessage.includes('signature')]).to.deep.equal([
      undefined,
      401,
      true,
      true,
    ]);
  });

  it('may be a validation request, allowed or not', async () => {
    const [allowed, foreign] = [
      await read(origin('chat.webpubsub.azure.com'), 'OPTIONS'),
      await read(origin('evil.example'), 'OPTIONS'),
    ];
    expect([allowed.isPreflight, allowed.hasError, allowed.response.status]).to.deep.equal([true, false, 200]);
    expect([foreign.isPreflight, foreign.hasError, foreign.response.status]).to.deep.equal([true, true, 400]);
  });
});

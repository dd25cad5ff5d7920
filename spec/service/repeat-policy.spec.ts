import { expect } from 'chai';
import type { Clock } from '../../lib/clock.js';
import type { Operation } from '../../lib/protocol/operations.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { rejectionOf } from '../support/performs.js';
import { type Scripted, startTinyService, tinyKey } from '../support/tiny-service.js';
import { foreign } from '../support/foreign.js';
import { repeatPolicy } from '../../lib/service/repeat-policy.js';

const send: Operation = { name: 'sendToAll', message: { dataType: 'text', data: 'hi' } };
const join: Operation = { name: 'addUserToGroup', userId: 'ann', group: 'g' };
const ask: Operation = { name: 'userExists', userId: 'ann' };
const quick = { repeat: { firstDelay: 1 } };

/** How often an operation arrives at a server that answers like this, the last answer for ever. */
async function arrivals(operation: Operation, ...answers: readonly [...Scripted[], Scripted]) {
  const [last] = answers.slice(-1) as [Scripted];
  const service = await startTinyService((_, index) => answers[index] ?? last);
  const connection = { name: 'Main', endpoint: service.endpoint, accessKeys: [tinyKey] as const, hosts: [] };
  try {
    await new ServiceClients(quick).perform(connection, 'chat')(operation);
  } catch {
    // Only what arrived matters here.
  } finally {
    await service.close();
  }
  return service.arrived;
}

describe('repetition', () => {
  it('of a send happens after 429 and 503', async () => {
    for (const status of [429, 503]) {
      expect(await arrivals(send, { status }, { status: 202 })).to.have.lengthOf(2);
    }
  });

  it('of a send does not happen after any other failure, for it may have been delivered', async () => {
    for (const answer of [
      { status: 500 },
      { status: 502 },
      { status: 408 },
      { status: 400 },
      { status: 202, cut: true },
    ] as const) {
      expect(await arrivals(send, answer)).to.have.lengthOf(1);
    }
  });

  it('of PUT, DELETE, HEAD and GET happens after transient failures and lost connections', async () => {
    const close: Operation = { name: 'closeConnection', connectionId: 'c1' };
    const list: Operation = { name: 'listConnectionsInGroup', group: 'g' };
    for (const operation of [join, close, ask, list]) {
      const arrived = await arrivals(operation, { status: 500 }, { status: 502, cut: true }, { status: 400 });
      expect(arrived).to.have.lengthOf(3);
    }
  });

  it('does not happen after what will not change', async () => {
    for (const status of [400, 401, 403, 404, 413, 501]) expect(await arrivals(join, { status })).to.have.lengthOf(1);
  });

  it('ends after three times', async () => {
    expect(await arrivals(join, { status: 500 })).to.have.lengthOf(4);
    expect(await arrivals(send, { status: 503 })).to.have.lengthOf(4);
  });

  it('sends the same body under the same token', async () => {
    const [first, second] = await arrivals(send, { status: 503 }, { status: 202 });
    expect(second?.body).to.deep.equal(first?.body);
    expect(second?.headers.authorization).to.equal(first?.headers.authorization);
  });

  it('waits as long as the service asks, but not longer than anyone waits', async () => {
    const asked = await arrivals(send, { status: 503, headers: { 'retry-after-ms': '20' } }, { status: 202 });
    expect(asked).to.have.lengthOf(2);
    expect(await arrivals(send, { status: 429, headers: { 'Retry-After': '0' } }, { status: 202 })).to.have.lengthOf(2);
    expect(await arrivals(send, { status: 503, headers: { 'Retry-After': '31' } })).to.have.lengthOf(1);
  });

  it('happens where the connection is refused, a send included', async () => {
    const service = await startTinyService(() => ({ status: 202 }));
    await service.close();
    let waits = 0;
    const repeat = { firstDelay: 1, random: () => (waits += 1) * 0 };
    const connection = { name: 'Main', endpoint: service.endpoint, accessKeys: [tinyKey] as const, hosts: [] };
    const error = await rejectionOf(new ServiceClients({ repeat }).perform(connection, 'chat')(send));
    expect(error).to.have.property('code', 'ECONNREFUSED');
    expect(waits).to.equal(4);
  });

  it('happens after an error of another realm, whose class is another', async () => {
    const refused = foreign("Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })") as Error;
    let attempts = 0;
    const next = async (): Promise<never> => {
      attempts += 1;
      throw refused;
    };
    const sent = repeatPolicy({ repeats: 1, firstDelay: 1 }).sendRequest({ method: 'POST' } as never, next);
    expect([await rejectionOf(sent), attempts]).to.deep.equal([refused, 2]);
  });

  it('measures its pauses, and a date to wait for, by the clock it is given', async () => {
    const pauses: number[] = [];
    const now = Date.parse('2024-01-01T00:00:00Z');
    const clock: Clock = {
      now: () => now,
      after: (milliseconds, run) => {
        pauses.push(milliseconds);
        setImmediate(run);
        return () => undefined;
      },
    };
    const headers = { 'Retry-After': 'Mon, 01 Jan 2024 00:00:09 GMT' };
    const service = await startTinyService(
      (_, index) => [{ status: 503, headers }, { status: 503 }][index] ?? { status: 202 },
    );
    const connection = { name: 'Main', endpoint: service.endpoint, accessKeys: [tinyKey] as const, hosts: [] };
    await new ServiceClients({ clock, repeat: { random: () => 1 } }).perform(connection, 'chat')(send);
    await service.close();
    expect(pauses).to.deep.equal([9_000, 400]);
  });

  it('ends at once when the signal is aborted while waiting', async () => {
    const abort = new AbortController();
    const service = await startTinyService(() => ({ status: 503 }));
    const connection = { name: 'Main', endpoint: service.endpoint, accessKeys: [tinyKey] as const, hosts: [] };
    const random = (): number => {
      setImmediate(() => abort.abort());
      return 0;
    };
    const perform = new ServiceClients({ repeat: { firstDelay: 20_000, random } }).perform(connection, 'chat');
    await rejectionOf(perform(send, { signal: abort.signal }));
    await service.close();
    expect(service.arrived).to.have.lengthOf(1);
  });
});

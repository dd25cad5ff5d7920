import { expect } from 'chai';
import { silentLogger } from '../../lib/invocation/logger.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { resolveConnection } from '../../lib/service/connections.js';
import { FakeService, startTestApp, type TestApp } from '../../lib/testing/index.js';
import { operationCases, type OperationCase } from '../support/operation-cases.js';

type Perform = ReturnType<FakeService['perform']>;
type Operation = Readonly<Record<string, unknown>> & { readonly name: string };

/** A hub where Ann is connected and in the group `red`. */
interface World {
  readonly perform: Perform;
  readonly ann: string;
  /** The messages that Ann got, once nothing is on its way to her. */
  readonly received: () => Promise<readonly unknown[]>;
}

/** Source: data-plane contract 2024-12-01, every operation; of these that two are no matter of connections. */
const operationsOfTheService: Readonly<Record<string, 'in memory' | { readonly because: string }>> = {
  'HEAD /api/health': { because: 'a service in memory is up while the test is' },
  'POST :send': 'in memory',
  'POST :closeConnections': 'in memory',
  'POST :generateToken': {
    because: 'nobody can connect to a service in memory with a token: connect() opens a connection',
  },
  'POST :addToGroups': 'in memory',
  'POST :removeFromGroups': 'in memory',
  'POST connections/:send': 'in memory',
  'HEAD connections': 'in memory',
  'DELETE connections': 'in memory',
  'DELETE connections/groups': 'in memory',
  'HEAD groups': 'in memory',
  'POST groups/:send': 'in memory',
  'POST groups/:closeConnections': 'in memory',
  'GET groups/connections': 'in memory',
  'PUT groups/connections': 'in memory',
  'DELETE groups/connections': 'in memory',
  'HEAD users': 'in memory',
  'POST users/:send': 'in memory',
  'POST users/:closeConnections': 'in memory',
  'DELETE users/groups': 'in memory',
  'PUT users/groups': 'in memory',
  'DELETE users/groups/{group}': 'in memory',
  'PUT permissions/connections': 'in memory',
  'DELETE permissions/connections': 'in memory',
  'HEAD permissions/connections': 'in memory',
};

const cases = Object.entries(operationCases).flatMap(([name, outcomes]) =>
  Object.entries(outcomes).map(([outcome, one]) => ({ name, outcome, one: one as OperationCase })),
);

async function inFake({ name, one }: (typeof cases)[number]): Promise<unknown> {
  const service = new FakeService();
  const ann = service.connect('chat', { userId: 'ann', groups: ['red'] });
  const received = async () => ann.received;
  return told(name, one, { perform: service.perform('chat'), ann: ann.id, received });
}

/** The same over HTTP, by the real SDK, in a hub of its own. */
async function inEmulator(app: TestApp, { name, outcome, one }: (typeof cases)[number]): Promise<unknown> {
  const hub = `${name}_${outcome}`;
  const ann = await app.connect(hub, { userId: 'ann', groups: ['red'] });
  const settings = (setting: string) => (setting === 'Emulator' ? app.emulator.connectionString : undefined);
  const perform = new ServiceClients().perform(resolveConnection('Emulator', settings, 'this spec'), hub);
  const connectionId = ann.connectionId ?? '';
  const received = async () => {
    if (await perform({ name: 'connectionExists', connectionId })) {
      await perform({ name: 'sendToConnection', connectionId, message: { dataType: 'text', data: 'the last' } });
      await ann.next(({ data }) => data === 'the last');
    } else await ann.ended();
    // Over the wire a message says from which user it is, which a connection of the fake does not keep.
    return ann.received.filter(({ data }) => data !== 'the last').map(({ fromUserId: _, ...message }) => message);
  };
  return told(name, one, { perform, ann: connectionId, received });
}

/** What became of a case: its outcome, what is so afterwards, and what Ann got. */
async function told(name: string, { given = [], when }: OperationCase, { perform, ann, received }: World) {
  const ofAnn = (operation: Operation): Operation => ({
    ...operation,
    ...(operation['connectionId'] === '<ann>' && { connectionId: ann }),
    ...('excluded' in operation && { excluded: [ann] }),
  });
  for (const operation of given) await perform(ofAnn({ ...operation }) as never);
  const outcome = await outcomeOf(perform, ofAnn({ name, ...when }));
  const after = [];
  for (const question of questions) after.push(await outcomeOf(perform, ofAnn(question)));
  const all = { outcome, after, received: await received() };
  return JSON.parse(JSON.stringify(all).replaceAll(ann, '<ann>')) as unknown;
}

const questions: readonly Operation[] = [
  { name: 'connectionExists', connectionId: '<ann>' },
  { name: 'userExists', userId: 'ann' },
  { name: 'listConnectionsInGroup', group: 'red' },
  { name: 'listConnectionsInGroup', group: 'blue' },
  { name: 'hasPermission', connectionId: '<ann>', permission: 'sendToGroup', targetName: 'red' },
];

async function outcomeOf(perform: Perform, operation: Operation): Promise<unknown> {
  try {
    const value: unknown = await perform(operation as never);
    // Only questions have an answer; what the SDK makes of an empty body means nothing.
    return typeof value === 'boolean' || operation.name === 'listConnectionsInGroup' ? { value } : 'taken';
  } catch (error) {
    const { name, statusCode, code } = error as { name: string; statusCode: number; code?: string };
    return { name, statusCode, code: code ?? null };
  }
}

describe('the fake service', () => {
  let app: TestApp;
  before(
    async () =>
      (app = await startTestApp({
        controllers: [],
        hubs: cases.map(({ name, outcome }) => `${name}_${outcome}`),
        log: silentLogger,
      })),
  );
  after(() => app.close());

  for (const one of cases)
    it(`does with ${one.name}, ${one.outcome}, what the emulator does over HTTP`, async () => {
      expect(await inFake(one)).to.deep.equal(await inEmulator(app, one));
    });

  it('tells a hit from a miss, by the answer or by what comes of it', async () => {
    for (const name of Object.keys(operationCases)) {
      const [hit, miss] = await Promise.all(cases.filter((one) => one.name === name).map(inFake));
      expect(hit, name).not.to.deep.equal(miss);
    }
  });

  it('has every operation of the service that is a matter of connections', () => {
    const all = Object.values(operationsOfTheService);
    expect(all).to.have.length(25);
    expect(Object.keys(operationCases)).to.have.length(all.filter((one) => one === 'in memory').length);
  });
});

import { expect } from 'chai';
import { ServiceClients } from '../../lib/service/clients.js';
import { resolveConnection } from '../../lib/service/connections.js';
import { FakeService, startTestApp } from '../../lib/testing/index.js';

type Perform = ReturnType<FakeService['perform']>;
type Operation = Readonly<Record<string, unknown>> & { readonly name: string };

/** Ann is in the group `red` with the connection that stands in the place of `<ann>`; `<gone>` has never been there. */
interface World {
  readonly perform: Perform;
  readonly ann: string;
}

async function inFake(story: (world: World) => Promise<void>): Promise<void> {
  const service = new FakeService();
  const { id } = service.connect('chat', { userId: 'ann', groups: ['red'] });
  await story({ perform: service.perform('chat'), ann: id });
}

/** The same over HTTP, by the real SDK. */
async function inEmulator(story: (world: World) => Promise<void>): Promise<void> {
  const app = await startTestApp({ controllers: [], hubs: ['chat'] });
  try {
    const ann = await app.connect('chat', { userId: 'ann', groups: ['red'] });
    const settings = (name: string) => (name === 'Emulator' ? app.emulator.connectionString : undefined);
    const perform = new ServiceClients().perform(resolveConnection('Emulator', settings, 'this spec'), 'chat');
    await story({ perform, ann: ann.connectionId ?? '' });
  } finally {
    await app.close();
  }
}

const text = { message: { dataType: 'text', data: 'hi' } } as const;
const permission = 'sendToGroup';

/** Every operation, where it hits and where it misses. */
const cases: readonly Operation[] = [
  { name: 'sendToAll', ...text },
  { name: 'sendToAll', ...text, excluded: ['<ann>'], messageTtlSeconds: 60 },
  { name: 'sendToGroup', group: 'red', ...text },
  { name: 'sendToGroup', group: 'nowhere', ...text },
  { name: 'sendToUser', userId: 'ann', ...text },
  { name: 'sendToUser', userId: 'nobody', ...text },
  { name: 'sendToConnection', connectionId: '<ann>', ...text },
  { name: 'sendToConnection', connectionId: 'gone', ...text },
  { name: 'connectionExists', connectionId: '<ann>' },
  { name: 'connectionExists', connectionId: 'gone' },
  { name: 'userExists', userId: 'ann' },
  { name: 'userExists', userId: 'nobody' },
  { name: 'groupExists', group: 'red' },
  { name: 'groupExists', group: 'nowhere' },
  { name: 'listConnectionsInGroup', group: 'red' },
  { name: 'listConnectionsInGroup', group: 'nowhere' },
  { name: 'hasPermission', connectionId: '<ann>', permission },
  { name: 'hasPermission', connectionId: 'gone', permission },
  { name: 'grantPermission', connectionId: '<ann>', permission, targetName: 'red' },
  { name: 'hasPermission', connectionId: '<ann>', permission, targetName: 'red' },
  { name: 'grantPermission', connectionId: 'gone', permission },
  { name: 'revokePermission', connectionId: '<ann>', permission, targetName: 'red' },
  { name: 'revokePermission', connectionId: 'gone', permission },
  { name: 'hasPermission', connectionId: '<ann>', permission, targetName: 'red' },
  { name: 'addConnectionToGroup', group: 'blue', connectionId: '<ann>' },
  { name: 'addConnectionToGroup', group: 'blue', connectionId: 'gone' },
  { name: 'addUserToGroup', group: 'green', userId: 'ann' },
  { name: 'addUserToGroup', group: 'green', userId: 'nobody' },
  { name: 'addConnectionsToGroups', groups: ['grey'], filter: '' },
  { name: 'groupExists', group: 'grey' },
  { name: 'removeConnectionFromGroup', group: 'blue', connectionId: '<ann>' },
  { name: 'removeConnectionFromGroup', group: 'blue', connectionId: 'gone' },
  { name: 'removeUserFromGroup', group: 'green', userId: 'ann' },
  { name: 'removeUserFromGroup', group: 'green', userId: 'nobody' },
  { name: 'removeConnectionsFromGroups', groups: ['grey'], filter: '' },
  { name: 'groupExists', group: 'grey' },
  { name: 'removeConnectionFromAllGroups', connectionId: 'gone' },
  { name: 'removeUserFromAllGroups', userId: 'nobody' },
  { name: 'removeConnectionFromAllGroups', connectionId: '<ann>' },
  { name: 'removeUserFromAllGroups', userId: 'ann' },
  { name: 'groupExists', group: 'red' },
  { name: 'closeGroupConnections', group: 'nowhere' },
  { name: 'closeUserConnections', userId: 'nobody', reason: 'bye' },
  { name: 'closeConnection', connectionId: 'gone' },
  { name: 'closeAllConnections', excluded: ['<ann>'] },
  { name: 'userExists', userId: 'ann' },
  { name: 'closeConnection', connectionId: '<ann>', reason: 'bye' },
  { name: 'userExists', userId: 'ann' },
];

/** What became of each case, one after the other, with the connection's id put back to `<ann>`. */
async function outcomes({ perform, ann }: World): Promise<readonly unknown[]> {
  const told: unknown[] = [];
  for (const operation of cases) {
    const real = JSON.parse(JSON.stringify(operation).replaceAll('<ann>', ann)) as Operation;
    const outcome = await outcomeOf(perform, real);
    told.push([operation, JSON.parse(JSON.stringify(outcome).replaceAll(ann, '<ann>'))]);
  }
  return told;
}

async function outcomeOf(perform: Perform, operation: Operation): Promise<unknown> {
  try {
    const value: unknown = await perform(operation as never);
    // Only questions have an answer; what the SDK makes of an empty body means nothing.
    return typeof value === 'boolean' || (Array.isArray(value) && isQuestion(operation)) ? { value } : 'taken';
  } catch (error) {
    const { name, statusCode, code } = error as { name: string; statusCode: number; code?: string };
    return { name, statusCode, code: code ?? null };
  }
}

function isQuestion({ name }: Operation): boolean {
  return name === 'listConnectionsInGroup';
}

describe('the fake service', () => {
  it('does with every operation what the emulator does over HTTP', async () => {
    const told: (readonly unknown[])[] = [];
    for (const world of [inFake, inEmulator])
      await world(async (one) => {
        told.push(await outcomes(one));
      });
    expect(told[0]).to.have.length(cases.length);
    expect(told[0]).to.deep.equal(told[1]);
  });

  it('is asked every operation there is', () => {
    const asked = new Set(cases.map(({ name }) => name));
    expect(asked.size).to.equal(23);
  });
});

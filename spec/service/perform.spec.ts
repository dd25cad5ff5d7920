import { expect } from 'chai';
import jwt from 'jsonwebtoken';
import type { Operation, Perform } from '../../lib/protocol/operations.js';
import { ServiceClients } from '../../lib/service/clients.js';
import { rejectionOf } from '../support/performs.js';
import { type Arrived, type Scripted, startTinyService, tinyKey } from '../support/tiny-service.js';

/** Performs against a server that answers as told; gives what arrived, and what the call resolved to. */
async function performed(operation: Operation, answer: Scripted | ((request: Arrived) => Scripted)) {
  const service = await startTinyService((request) => (typeof answer === 'function' ? answer(request) : answer));
  try {
    const perform: Perform = new ServiceClients().perform(connectionTo(service.endpoint), 'chat');
    const result = await perform(operation);
    const [first] = service.arrived;
    if (!first) throw new Error('nothing arrived');
    return { result, arrived: service.arrived, endpoint: service.endpoint, first };
  } finally {
    await service.close();
  }
}

const connectionTo = (endpoint: string) => ({ name: 'Main', endpoint, accessKeys: [tinyKey] as const, hosts: [] });
const textMessage = { dataType: 'text', data: 'grüß dich' } as const;

describe('a send on the wire', () => {
  it('carries text as text', async () => {
    const { first } = await performed({ name: 'sendToAll', message: textMessage }, { status: 202 });
    expect([first.method, first.url]).to.deep.equal(['POST', '/api/hubs/chat/:send?api-version=2024-12-01']);
    expect(first.headers['content-type']).to.match(/^text\/plain/);
    expect(first.body.toString('utf8')).to.equal('grüß dich');
  });

  it('carries JSON text as it is, announced once', async () => {
    const data = '{ "a" : "ü" }';
    const { first } = await performed({ name: 'sendToAll', message: { dataType: 'json', data } }, { status: 202 });
    expect(first.headers['content-type']).to.match(/^application\/json/);
    expect(first.body.toString('utf8')).to.equal(data);
  });

  it('carries bytes as they are', async () => {
    const data = Buffer.from([0, 255, 128]);
    const { first } = await performed({ name: 'sendToAll', message: { dataType: 'binary', data } }, { status: 202 });
    expect(first.headers['content-type']).to.equal('application/octet-stream');
    expect(first.body).to.deep.equal(data);
  });

  it('carries an empty text', async () => {
    const { first } = await performed({ name: 'sendToAll', message: { dataType: 'text', data: '' } }, { status: 202 });
    expect(first.body).to.have.lengthOf(0);
  });

  it('keeps all 256 values of a byte', async () => {
    const data = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    const { first } = await performed({ name: 'sendToAll', message: { dataType: 'binary', data } }, { status: 202 });
    expect(first.body).to.deep.equal(data);
  });

  for (const [message, contentType] of [
    [{ dataType: 'text', data: 'a' }, 'text/plain'],
    [{ dataType: 'json', data: '"a"' }, 'application/json'],
    [{ dataType: 'binary', data: Buffer.from('a') }, 'application/octet-stream'],
  ] as const) {
    it(`carries metadata of ${message.dataType} in headers, whoever gets it`, async () => {
      const sending = { message: { ...message, metadata: { trace: '00-1', empty: '', __proto: 'a, b' } } };
      for (const operation of [
        { name: 'sendToAll', ...sending },
        { name: 'sendToGroup', group: 'g', ...sending },
        { name: 'sendToUser', userId: 'ann', ...sending },
        { name: 'sendToConnection', connectionId: 'c1', ...sending },
      ] as const) {
        const { first } = await performed(operation, { status: 202 });
        expect(first.headerLines.filter((line) => /^(content-type|x-webpubsub)/i.test(line)).sort()).to.deep.equal([
          `Content-Type: ${contentType}`,
          'x-webpubsub-metadata-__proto: a, b',
          'x-webpubsub-metadata-empty: ',
          'x-webpubsub-metadata-trace: 00-1',
        ]);
      }
    });
  }

  it('selects its receivers in the query', async () => {
    const operation = {
      name: 'sendToGroup',
      group: 'a/b',
      message: textMessage,
      excluded: ['c1', 'c2'],
      filter: "userId ne 'ann'",
      messageTtlSeconds: 5,
    } as const;
    const { first } = await performed(operation, { status: 202 });
    const { pathname, searchParams } = new URL(first.url, 'http://x');
    expect(pathname).to.equal('/api/hubs/chat/groups/a%2Fb/:send');
    expect(searchParams.getAll('excluded')).to.deep.equal(['c1', 'c2']);
    expect(searchParams.get('filter')).to.equal("userId ne 'ann'");
    expect(searchParams.get('messageTtlSeconds')).to.equal('5');
  });

  it('proves who calls with a token for exactly this URL', async () => {
    const { first, endpoint } = await performed(
      { name: 'sendToUser', userId: 'ann', message: textMessage },
      { status: 202 },
    );
    const token = String(first.headers.authorization).replace('Bearer ', '');
    expect(jwt.verify(token, tinyKey)).to.have.property('aud', endpoint + first.url);
  });
});

describe('every other operation on the wire', () => {
  const table: readonly (readonly [Operation, string, number])[] = [
    [{ name: 'sendToConnection', connectionId: 'c1', message: textMessage }, 'POST /connections/c1/:send', 202],
    [{ name: 'addConnectionToGroup', connectionId: 'c1', group: 'g' }, 'PUT /groups/g/connections/c1', 200],
    [{ name: 'removeConnectionFromGroup', connectionId: 'c1', group: 'g' }, 'DELETE /groups/g/connections/c1', 204],
    [{ name: 'removeConnectionFromAllGroups', connectionId: 'c1' }, 'DELETE /connections/c1/groups', 204],
    [{ name: 'addUserToGroup', userId: 'ann', group: 'g' }, 'PUT /users/ann/groups/g', 200],
    [{ name: 'removeUserFromGroup', userId: 'ann', group: 'g' }, 'DELETE /users/ann/groups/g', 204],
    [{ name: 'removeUserFromAllGroups', userId: 'ann' }, 'DELETE /users/ann/groups', 204],
    [{ name: 'addConnectionsToGroups', groups: ['g'], filter: 'true' }, 'POST /:addToGroups', 200],
    [{ name: 'removeConnectionsFromGroups', groups: ['g'], filter: 'true' }, 'POST /:removeFromGroups', 200],
    [
      { name: 'closeAllConnections', excluded: ['c1'], reason: 'bye' },
      'POST /:closeConnections excluded=c1 reason=bye',
      204,
    ],
    [
      { name: 'closeGroupConnections', group: 'g', excluded: ['c1'] },
      'POST /groups/g/:closeConnections excluded=c1',
      204,
    ],
    [
      { name: 'closeUserConnections', userId: 'ann', excluded: ['c1'] },
      'POST /users/ann/:closeConnections excluded=c1',
      204,
    ],
    [{ name: 'closeConnection', connectionId: 'c1', reason: 'bye' }, 'DELETE /connections/c1 reason=bye', 204],
    [
      { name: 'grantPermission', connectionId: 'c1', permission: 'sendToGroup', targetName: 'g' },
      'PUT /permissions/sendToGroup/connections/c1 targetName=g',
      200,
    ],
    [
      { name: 'revokePermission', connectionId: 'c1', permission: 'joinLeaveGroup', targetName: 'g' },
      'DELETE /permissions/joinLeaveGroup/connections/c1 targetName=g',
      204,
    ],
  ];
  for (const [operation, expected, status] of table) {
    it(`is ${expected} for ${operation.name}`, async () => {
      const { first } = await performed(operation, { status });
      const { pathname, searchParams } = new URL(first.url, 'http://x');
      searchParams.delete('api-version');
      const query = [...searchParams].map(([name, value]) => ` ${name}=${value}`).join('');
      expect(`${first.method} ${pathname.replace('/api/hubs/chat', '')}${query}`).to.equal(expected);
    });
  }

  it('is a boolean for a question', async () => {
    const questions: readonly Operation[] = [
      { name: 'connectionExists', connectionId: 'c1' },
      { name: 'userExists', userId: 'ann' },
      { name: 'groupExists', group: 'g' },
      { name: 'hasPermission', connectionId: 'c1', permission: 'sendToGroup', targetName: 'g' },
    ];
    for (const question of questions) {
      expect((await performed(question, { status: 200 })).result).to.equal(true);
      expect((await performed(question, { status: 404 })).result).to.equal(false);
    }
  });

  it('is all members, over every page, for the list of a group', async () => {
    const { result, arrived } = await performed(
      { name: 'listConnectionsInGroup', group: 'g', maxPageSize: 1 },
      (request) => {
        const isFirst = !request.url.includes('continuationToken');
        const member = isFirst ? { connectionId: 'c1', userId: 'ann' } : { connectionId: 'c2', userId: null };
        const nextLink = `http://${String(request.headers.host)}/api/hubs/chat/groups/g/connections?continuationToken=t&api-version=2024-12-01`;
        const body = JSON.stringify({ value: [member], ...(isFirst && { nextLink }) });
        return { status: 200, headers: { 'Content-Type': 'application/json' }, body };
      },
    );
    expect(result).to.deep.equal([{ connectionId: 'c1', userId: 'ann' }, { connectionId: 'c2' }]);
    expect(arrived).to.have.lengthOf(2);
  });
});

describe('an operation that does not succeed', () => {
  it('rejects with the status of the service', async () => {
    const failing = performed({ name: 'sendToAll', message: textMessage }, { status: 400 });
    expect(await rejectionOf(failing)).to.have.property('statusCode', 400);
  });

  it('rejects with 404 for someone who is to be added to a group and has left', async () => {
    for (const operation of [
      { name: 'addUserToGroup', userId: 'ann', group: 'g' },
      { name: 'addConnectionToGroup', connectionId: 'c1', group: 'g' },
    ] as const) {
      expect(await rejectionOf(performed(operation, { status: 404 }))).to.have.property('statusCode', 404);
    }
  });

  it('ends when its signal is aborted, and rejects with the reason', async () => {
    const [abort, reason] = [new AbortController(), new Error('over')];
    const service = await startTinyService(() => {
      abort.abort(reason);
      return { status: 202, cut: true };
    });
    const perform = new ServiceClients().perform(connectionTo(service.endpoint), 'chat');
    const error = await rejectionOf(perform({ name: 'userExists', userId: 'ann' }, { signal: abort.signal }));
    await service.close();
    expect(error).to.equal(reason);
    expect(service.arrived).to.have.lengthOf(1);
  });
});

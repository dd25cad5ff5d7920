import { expect } from 'chai';
import { WebPubSubAction } from '../../lib/index.js';
import type { WebPubSubCommand } from '../../lib/index.js';
import { sentBy } from '../support/parity.js';

const text = 'text/plain';
const hub = '/api/hubs/chat';

/** Every action of C#, and the call that the service receives. */
const sends: readonly (readonly [action: WebPubSubCommand, call: string, contentType: string, body: string])[] = [
  [WebPubSubAction.sendToAll('hi', { excluded: ['c2', 'c3'] }), 'POST /:send?excluded=c2&excluded=c3', text, 'hi'],
  [WebPubSubAction.sendToConnection('c2', { a: 1 }), 'POST /connections/c2/:send', 'application/json', '{"a":1}'],
  [WebPubSubAction.sendToUser('ann', Buffer.from('b')), 'POST /users/ann/:send', 'application/octet-stream', 'b'],
  [WebPubSubAction.sendToGroup('g1', 'hi', { excluded: ['c2'] }), 'POST /groups/g1/:send?excluded=c2', text, 'hi'],
];
const others: readonly (readonly [action: WebPubSubCommand, call: string])[] = [
  [WebPubSubAction.addUserToGroup('ann', 'g1'), 'PUT /users/ann/groups/g1'],
  [WebPubSubAction.removeUserFromGroup('ann', 'g1'), 'DELETE /users/ann/groups/g1'],
  [WebPubSubAction.removeUserFromAllGroups('ann'), 'DELETE /users/ann/groups'],
  [WebPubSubAction.addConnectionToGroup('c2', 'g1'), 'PUT /groups/g1/connections/c2'],
  [WebPubSubAction.removeConnectionFromGroup('c2', 'g1'), 'DELETE /groups/g1/connections/c2'],
  [
    WebPubSubAction.closeAllConnections({ excluded: ['c2'], reason: 'night' }),
    'POST /:closeConnections?excluded=c2&reason=night',
  ],
  [WebPubSubAction.closeClientConnection('c2', 'bye'), 'DELETE /connections/c2?reason=bye'],
  [
    WebPubSubAction.closeGroupConnections('g1', { excluded: ['c2'], reason: 'night' }),
    'POST /groups/g1/:closeConnections?excluded=c2&reason=night',
  ],
  [
    WebPubSubAction.grantPermission('c2', 'sendToGroup', 'g1'),
    'PUT /permissions/sendToGroup/connections/c2?targetName=g1',
  ],
  [WebPubSubAction.revokePermission('c2', 'joinLeaveGroup'), 'DELETE /permissions/joinLeaveGroup/connections/c2'],
];
/** What C# has no action for. */
const lacked: readonly (readonly [action: WebPubSubCommand, call: string])[] = [
  [WebPubSubAction.closeUserConnections('ann', { reason: 'bye' }), 'POST /users/ann/:closeConnections?reason=bye'],
  [WebPubSubAction.removeConnectionFromAllGroups('c2'), 'DELETE /connections/c2/groups'],
  [
    WebPubSubAction.sendToAll('hi', { filter: "userId ne 'ann'", messageTtlSeconds: 60 }),
    "POST /:send?filter=userId ne 'ann'&messageTtlSeconds=60",
  ],
];

/** The one call that an action makes. */
async function callOf(action: WebPubSubCommand) {
  const { calls, answer } = await sentBy((out) => out.add(action));
  expect([calls.length, answer.status]).to.deep.equal([1, 204]);
  return calls[0]!;
}
const nameOf = (action: WebPubSubCommand): string => String((action as { actionName?: string }).actionName);
/** Method and path without the hub; parameters in the order of their names. */
function shortened(call: string): string {
  const [path = '', query] = call.replace(` ${hub}`, ' ').split('?', 2);
  return query === undefined ? path : `${path}?${query.split('&').sort().join('&')}`;
}

describe('gap: the REST call of every action', () => {
  for (const [action, call, contentType, body] of sends) {
    it(`${nameOf(action)} is ${call}`, async () => {
      const seen = await callOf(action);
      expect([shortened(seen.call), seen.body.toString()]).to.deep.equal([shortened(call), body]);
      expect(seen.contentType).to.satisfy((type: string) => type.startsWith(contentType));
    });
  }

  for (const [action, call] of [...others, ...lacked]) {
    it(`${nameOf(action)} is ${call}`, async () => {
      expect(shortened((await callOf(action)).call)).to.equal(shortened(call));
    });
  }

  for (const [name, end] of [
    ['addConnectionsToGroups', ':addToGroups'],
    ['removeConnectionsFromGroups', ':removeFromGroups'],
  ] as const) {
    it(`${name} is POST /${end} with groups and filter`, async () => {
      const { call, body } = await callOf(WebPubSubAction[name](['g1', 'g2'], "userId eq 'ann'"));
      expect(call).to.equal(`POST ${hub}/${end}`);
      expect(JSON.parse(body.toString())).to.deep.equal({ groups: ['g1', 'g2'], filter: "userId eq 'ann'" });
    });
  }

  it('a name is one segment of the path, whatever it holds', async () => {
    const { path } = await callOf(WebPubSubAction.addUserToGroup('a/b?c', 'g#1%'));
    expect(path).to.equal(`${hub}/users/a%2Fb%3Fc/groups/g%231%25`);
  });
});

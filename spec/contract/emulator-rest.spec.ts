import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import { call, type RestCall } from '../support/rest-call.js';

const hub = '/api/hubs/chat';
const version = '?api-version=2024-12-01';
const versions = '2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01';

describe('the REST interface of the emulator', () => {
  it('is healthy without a token, and says no versions there', () =>
    withEmulator(async (story) => {
      const { status, headers } = await call(story, 'HEAD', '/api/health', { noToken: true });
      expect(status).to.equal(200);
      expect(headers).to.not.have.property('api-supported-versions');
    }));

  const text = { body: 'x', type: 'text/plain' };
  const groups = { body: '{"groups":["g"]}', type: 'application/json' };
  const rows: readonly (readonly [string, string, number, RestCall?])[] = [
    ['POST', '/:send', 202, text],
    ['POST', '/groups/g/:send', 202, text],
    ['POST', '/users/u/:send', 202, text],
    ['POST', '/connections/nobody/:send', 202, text],
    ['POST', '/:closeConnections', 204],
    ['POST', '/groups/g/:closeConnections', 204],
    ['POST', '/users/u/:closeConnections', 204],
    ['DELETE', '/connections/nobody', 204],
    ['DELETE', '/connections/nobody/groups', 204],
    ['DELETE', '/groups/g/connections/nobody', 204],
    ['DELETE', '/users/nobody/groups', 204],
    ['DELETE', '/users/nobody/groups/g', 204],
    ['DELETE', '/permissions/sendToGroup/connections/nobody?targetName=g', 204],
    ['POST', '/:addToGroups', 200, groups],
    ['POST', '/:removeFromGroups', 200, groups],
    ['GET', '/groups/nobody/connections', 200],
    ['POST', '/:generateToken', 200, { byIdentity: true }],
    ['HEAD', '/connections/nobody', 404],
    ['HEAD', '/users/nobody', 404],
    ['HEAD', '/groups/nobody', 404],
    ['HEAD', '/permissions/sendToGroup/connections/nobody?targetName=g', 404],
    ['PUT', '/groups/g/connections/nobody', 404],
    ['PUT', '/users/nobody/groups/g', 404],
    ['PUT', '/permissions/joinLeaveGroup/connections/nobody?targetName=g', 404],
  ];
  for (const [method, path, status, given] of rows) {
    it(`answers ${method} ${path} with ${status} when nobody is there`, () =>
      withEmulator(async (story) => {
        const answer = await call(story, method, hub + path, given);
        expect(answer.status).to.equal(status);
        expect(answer.headers['api-supported-versions']).to.equal(versions);
      }));
  }

  const missing: readonly (readonly [string, string, string, string, string])[] = [
    ['PUT', '/groups/g/connections/xxx', 'Error.Connection.NotExisted', 'Connection `xxx` is not found.', 'Connection'],
    ['PUT', '/users/foo/groups/g', 'Warning.User.NotExisted', 'User `foo` is not found.', 'User'],
    [
      'PUT',
      '/permissions/sendToGroup/connections/xxxx?targetName=g',
      'Info.Connection.NotExisted',
      'Connection `xxxx` is not found.',
      'Connection',
    ],
  ];
  for (const [method, path, code, message, target] of missing) {
    it(`says what is missing to ${method} ${path}`, () =>
      withEmulator(async (story) => {
        const { headers, body } = await call(story, method, hub + path);
        expect(headers).to.include({ 'x-ms-error-code': code, 'content-type': 'application/json; charset=utf-8' });
        expect(body).to.equal(JSON.stringify({ code, message, target, details: null, inner: null }));
      }));
  }

  it('keeps code and length of the body that a HEAD leaves out', () =>
    withEmulator(async (story) => {
      const rows = [
        ['/users/foo', 'Warning.User.NotExisted'],
        ['/groups/foo', 'Warning.Group.NotExisted'],
        ['/connections/foo', 'Warning.Connection.NotExisted'],
        ['/permissions/sendToGroup/connections/foo?targetName=g', 'Info.Connection.NotExisted'],
      ] as const;
      for (const [path, code] of rows) {
        const { headers, body } = await call(story, 'HEAD', hub + path);
        expect(headers).to.include({ 'x-ms-error-code': code });
        expect([Number(headers['content-length']) > 100, body]).to.deep.equal([true, '']);
      }
    }));

  it('splits a path before it decodes it', () =>
    withEmulator(async (story) => {
      const client = await story.json({ sub: 'tenant/a b', 'webpubsub.group': 'x/y' });
      expect((await call(story, 'HEAD', `${hub}/users/tenant%2Fa%20b`)).status).to.equal(200);
      expect((await call(story, 'HEAD', `${hub}/groups/x%2Fy`)).status).to.equal(200);
      expect((await call(story, 'HEAD', `${hub}/groups/x/y`)).status).to.equal(404);
      await client.close();
    }));

  it('leaves an encoded slash as it is written where the official emulator is to be followed', () =>
    withEmulator(
      async (story) => {
        const client = await story.json({ sub: 'a/b', 'webpubsub.group': 'x%2Fy' });
        expect((await call(story, 'HEAD', `${hub}/users/a%2Fb`)).status).to.equal(404);
        expect((await call(story, 'HEAD', `${hub}/groups/x%2Fy`)).status).to.equal(200);
        await client.close();
      },
      () => ({}),
      { disputed: { encodedSlash: 'keep' } },
    ));

  it('sends text, JSON and bytes as they were posted', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      await call(story, 'POST', `${hub}/:send${version}`, { body: '"hé"', type: 'text/plain; charset=utf-8' });
      await call(story, 'POST', `${hub}/:send`, { body: '{"n": 1.0}', type: 'application/json' });
      await call(story, 'POST', `${hub}/:send`, { body: Buffer.from([1, 2]) });
      expect([await client.next(), await client.next(), await client.next()]).to.deep.equal([
        '{"type":"message","from":"server","dataType":"text","data":"\\"hé\\""}',
        '{"type":"message","from":"server","dataType":"json","data":{"n": 1.0}}',
        '{"type":"message","from":"server","dataType":"binary","data":"AQI="}',
      ]);
    }));

  it('reads text in other charsets', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      await call(story, 'POST', `${hub}/:send`, { body: Buffer.from([0xe9]), type: 'text/plain; charset=iso-8859-1' });
      expect(await client.nextJson()).to.include({ data: 'é' });
    }));

  it('takes hub names in any letter case, and old versions', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      await call(story, 'POST', '/API/hubs/CHAT/:send/?api-version=2021-10-01', text);
      expect(await client.nextJson()).to.include({ data: 'x' });
    }));

  it('closes with the reason, told to client and app', () =>
    withEmulator(async (story) => {
      const client = await story.json({ sub: 'ann' });
      await call(story, 'POST', `${hub}/users/ann/:closeConnections?reason=why%20not`);
      const reason = 'Application server closed the connection. Reason: why not';
      expect(await client.nextJson()).to.deep.equal({ type: 'system', event: 'disconnected', message: reason });
      expect(await client.closed).to.deep.equal({ code: 1000, reason: '' });
      expect((await story.app.seen('disconnected')).body).to.equal(JSON.stringify({ reason }));
    }));

  it('grants and revokes while a client is connected, by name in any letter case or by number', () =>
    withEmulator(async (story) => {
      const client = await story.json({ 'webpubsub.group': 'all' });
      const { body } = await call(story, 'GET', `${hub}/groups/all/connections`);
      const [{ connectionId }] = (JSON.parse(body) as { value: [{ connectionId: string }] }).value;
      const permission = (name: string) => `${hub}/permissions/${name}/connections/${connectionId}?targetName=g`;
      expect((await call(story, 'HEAD', permission('joinLeaveGroup'))).status).to.equal(404);
      expect((await call(story, 'PUT', permission('JOINLEAVEGROUP'))).status).to.equal(200);
      expect((await call(story, 'HEAD', permission('2'))).status).to.equal(200);
      expect(await client.ask({ type: 'joinGroup', group: 'g', ackId: 1 })).to.include({ success: true });
      expect((await call(story, 'DELETE', permission('joinLeaveGroup'))).status).to.equal(204);
      expect(await client.ask({ type: 'leaveGroup', group: 'g', ackId: 2 })).to.include({ success: false });
    }));
});

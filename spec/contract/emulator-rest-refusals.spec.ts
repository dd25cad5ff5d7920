import { expect } from 'chai';
import { accessToken } from '../support/access-token.js';
import { withEmulator } from '../support/emulator-story.js';
import { call, type RestCall } from '../support/rest-call.js';

const hub = '/api/hubs/chat';
const versions = '2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01';

describe('the REST interface of the emulator refuses', () => {
  const send = `${hub}/:send`;
  const text = { body: 'x', type: 'text/plain' };
  const groupText = 'Invalid group name. Valid group name should be in between 1 and 1024 characters long.';
  const rows: readonly (readonly [string, string, string, RestCall, string | undefined, string])[] = [
    [
      'an unknown version',
      'POST',
      `${send}?api-version=2020-01-01`,
      text,
      'api-version',
      `The api-version is one of ${versions}.`,
    ],
    [
      'two versions',
      'POST',
      `${send}?api-version=2024-12-01&api-version=2024-12-01`,
      text,
      'api-version',
      `The api-version is one of ${versions}.`,
    ],
    ['a hub name that is none', 'POST', '/api/hubs/1x/:send', text, 'hub', 'Invalid hub name.'],
    [
      'a TTL of 301',
      'POST',
      `${send}?messageTtlSeconds=301`,
      text,
      'messageTtlSeconds',
      'The field messageTtlSeconds must be between 0 and 300.',
    ],
    [
      'a TTL that is no number',
      'POST',
      `${send}?messageTtlSeconds=x`,
      text,
      'messageTtlSeconds',
      "The value 'x' is not valid for messageTtlSeconds.",
    ],
    [
      'JSON that is none',
      'POST',
      send,
      { body: '{', type: 'application/json' },
      'Request',
      'The request body is not a valid JSON.',
    ],
    [
      'a body of more than 1 MiB',
      'POST',
      send,
      { body: 'x'.repeat(1024 * 1024 + 1), type: 'text/plain' },
      'Request',
      'Invalid Content-Length header: a body has at most 1048576 bytes.',
    ],
    ['a permission without a group', 'PUT', `${hub}/permissions/sendToGroup/connections/c`, {}, 'Request', groupText],
    [
      'a permission that there is not',
      'PUT',
      `${hub}/permissions/other/connections/c?targetName=g`,
      {},
      'permission',
      "The value 'other' is not valid.",
    ],
    ['a group of 1025 characters', 'PUT', `${hub}/groups/${'x'.repeat(1025)}/connections/c`, {}, 'Request', groupText],
    ['a blank user', 'POST', `${hub}/users/%20/:send`, text, 'userId', 'The userId must not be blank.'],
    [
      'a page of 201',
      'GET',
      `${hub}/groups/g/connections?maxpagesize=201`,
      {},
      'maxpagesize',
      'The field maxpagesize must be between 1 and 200.',
    ],
    [
      'a foreign continuation token',
      'GET',
      `${hub}/groups/g/connections?continuationToken=abc`,
      {},
      'continuationToken',
      'The continuation token is not valid.',
    ],
  ];
  for (const [what, method, path, given, target, message] of rows) {
    it(`${what} with 400`, () =>
      withEmulator(async (story) => {
        const { status, headers, body } = await call(story, method, path, given);
        expect([status, headers['x-ms-error-code']]).to.deep.equal([400, 'Error.BadRequest']);
        expect(JSON.parse(body)).to.deep.equal({
          code: 'Error.BadRequest',
          message,
          target,
          details: null,
          inner: null,
        });
      }));
  }

  // recorded (Java SDK, 2024-01-01): `:addToGroups` without groups.
  for (const body of ['{"filter":"userId eq \'user 1\'"}', '{"groups":[]}', '{"groups":"g"}', '{"groups":[""]}']) {
    it(`${body} for groups with a problem document`, () =>
      withEmulator(async (story) => {
        const answer = await call(story, 'POST', `${hub}/:addToGroups`, { body, type: 'application/json' });
        expect([answer.status, answer.headers['content-type'], answer.headers['content-length']]).to.deep.equal([
          400,
          'application/problem+json; charset=utf-8',
          '374',
        ]);
        expect(JSON.parse(answer.body)).to.deep.include({ target: 'Groups', errors: { Groups: [groupText] } });
      }));
  }

  it('a body without a length, whatever it holds', () =>
    withEmulator(async (story) => {
      const authorization = `Bearer ${accessToken({ aud: `http://${story.host}${send}` })}`;
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(Buffer.from('x'));
          controller.close();
        },
      });
      const init = { method: 'POST', body, duplex: 'half', headers: { authorization } } as const;
      const response = await fetch(`http://${story.host}${send}`, init);
      expect(await response.json()).to.include({ message: 'Invalid Content-Length header.' });
    }));

  const types: readonly (readonly [string, string])[] = [
    [send, 'application/xml'],
    [send, 'application/x-protobuf'],
    [send, 'text/plain; charset=nothing'],
    // official emulator: RestApiTests, a content type that cannot be read.
    [send, 'text/plain; charset="'],
    [send, 'text/plain; charset='],
    [`${hub}/:addToGroups`, 'text/plain'],
  ];
  for (const [path, type] of types) {
    it(`${type} on ${path} with 415`, () =>
      withEmulator(async (story) => {
        expect((await call(story, 'POST', path, { body: 'x', type })).status).to.equal(415);
      }));
  }

  it('unknown paths with 404 and unknown methods with 405', () =>
    withEmulator(async (story) => {
      for (const path of ['/api', '/api/hubs/chat', `${hub}/:other`, `${hub}/users/%E0%A4%A/:send`, '/other']) {
        expect((await call(story, 'POST', path)).status, path).to.equal(404);
      }
      const { status, headers } = await call(story, 'GET', send);
      expect([status, headers.allow]).to.deep.equal([405, 'POST']);
    }));
});

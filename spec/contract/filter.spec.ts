import { odata, WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { FakeService } from '../../lib/testing/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';

const hub = '/api/hubs/chat';
const clientOf = ({ emulator }: EmulatorStory): WebPubSubServiceClient =>
  new WebPubSubServiceClient(emulator.connectionString, 'chat', { allowInsecureConnection: true });

describe('a filter of @azure/web-pubsub', () => {
  it('chooses who of all, of a group and of a user gets a message', () =>
    withEmulator(async (story) => {
      const ann = await story.json({ sub: "O'Brien", 'webpubsub.group': ['red', 'blue'] });
      const nobody = await story.json({ 'webpubsub.group': 'red' });
      const service = clientOf(story);
      const [user, none] = ["O'Brien", null];
      await service.sendToAll('1', { filter: odata`userId eq ${user}` });
      await service.group('red').sendToAll('2', { filter: odata`userId eq ${none}` });
      await service.sendToUser(user, '3', { filter: "'blue' in groups and protocol eq 'json.webpubsub.azure.v1'" });
      await service.sendToUser(user, '4', { filter: 'length(groups) gt 2' });
      await service.sendToAll('end');
      const heard = [await ann.nextJson(), await ann.nextJson(), await ann.nextJson()].map(({ data }) => data);
      expect(heard).to.deep.equal(['1', '3', 'end']);
      expect([await nobody.nextJson(), await nobody.nextJson()].map(({ data }) => data)).to.deep.equal(['2', 'end']);
    }));

  it('chooses who joins and leaves groups, before anybody does', () =>
    withEmulator(async (story) => {
      await story.json({ sub: 'ann', 'webpubsub.group': 'red' });
      await story.json({ sub: 'bob' });
      const service = clientOf(story);
      await service.addConnectionsToGroups(['red', 'blue'], "not ('red' in groups or 'blue' in groups)");
      await service.removeConnectionsFromGroups(['red'], "startswith(userId, 'a')");
      const names: (string | undefined)[] = [];
      for (const group of ['red', 'blue']) {
        for await (const { userId } of await service.group(group).listConnections()) names.push(userId);
      }
      expect(names).to.deep.equal(['bob', 'bob']);
    }));

  it('is refused without repeats in the words of the service', () =>
    withEmulator(async (story) => {
      const error: unknown = await clientOf(story)
        .sendToAll('x', { filter: 'invalid filter' })
        .catch((reason: unknown) => reason);
      // The SDK does not read a problem document: code is not told, and the message is the whole body.
      expect(error).to.include({ name: 'RestError', statusCode: 400, code: undefined });
      expect((error as Error).message).to.include("Syntax error at position 14 in 'invalid filter'.");
    }));
});

describe('a wrong filter of the REST interface', () => {
  const message =
    "Invalid syntax for 'invalid filter': Syntax error at position 14 in 'invalid filter'. (Parameter 'filter')";
  const places = [
    ['filter', '/:send?filter=invalid%20filter', { body: '{', type: 'application/json' }],
    ['filter', '/groups/g/:send?filter=invalid%20filter', {}],
    ['filter', '/users/u/:send?filter=invalid%20filter', {}],
    ['Filter', '/:addToGroups', { body: '{"groups":["g"],"filter":"invalid filter"}', type: 'application/json' }],
    ['Filter', '/:removeFromGroups', { body: '{"groups":["g"],"filter":"invalid filter"}', type: 'application/json' }],
  ] as const;
  for (const [target, path, given] of places) {
    it(`is told as recorded for ${path}`, () =>
      withEmulator(async (story) => {
        const { status, headers, body } = await call(story, 'POST', hub + path, given);
        expect([status, headers['content-type'], headers['x-ms-error-code']]).to.deep.equal([
          400,
          'application/problem+json; charset=utf-8',
          'Error.BadRequest',
        ]);
        expect(headers).to.not.have.property('api-supported-versions');
        expect(body).to.equal(
          `{"code":"Error.BadRequest","message":"${message}","target":"${target}","errors":{"${target}":["${message}"]},` +
            '"type":null,"title":"One or more validation errors occurred.","status":400,"detail":null,"instance":null,"extensions":{}}',
        );
      }));
  }

  it('is one of blanks, but not an empty one', () =>
    withEmulator(async (story) => {
      const text = { body: 'x', type: 'text/plain' };
      expect((await call(story, 'POST', `${hub}/:send?filter=%20`, text)).status).to.equal(400);
      expect((await call(story, 'POST', `${hub}/:send?filter=`, text)).status).to.equal(202);
      const blank = { body: '{"groups":["g"],"filter":" "}', type: 'application/json' };
      expect((await call(story, 'POST', `${hub}/:addToGroups`, blank)).status).to.equal(400);
    }));

  it('says nothing where the operation has no filter', () =>
    withEmulator(async (story) => {
      expect((await call(story, 'POST', `${hub}/:closeConnections?filter=x`)).status).to.equal(204);
    }));
});

describe('a filter in the fake service', () => {
  const message = { dataType: 'text', data: 'hi' } as const;

  it('chooses as the emulator does, because it is its memory', async () => {
    const service = new FakeService();
    const ann = service.connect('chat', { userId: 'ann', groups: ['red'] });
    const bob = service.connect('chat', { userId: 'bob' });
    const perform = service.perform('chat');
    await perform({ name: 'sendToAll', message, filter: "'red' in groups" });
    await perform({ name: 'addConnectionsToGroups', groups: ['blue'], filter: "userId in ('bob')" });
    expect([ann.received.length, bob.received.length, ann.groups, bob.groups]).to.deep.equal([1, 0, ['red'], ['blue']]);
  });

  it('is refused as by the service', async () => {
    const perform = new FakeService().perform('chat');
    const error: unknown = await perform({ name: 'sendToAll', message, filter: 'userId lt 1' }).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.include({ name: 'RestError', statusCode: 400, code: undefined });
    expect(error).to.have.property(
      'message',
      "Invalid syntax for 'userId lt 1': Type 'string', expect 'int'. (Parameter 'filter')",
    );
  });
});

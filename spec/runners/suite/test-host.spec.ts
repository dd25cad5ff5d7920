import assert from 'node:assert/strict';
import createHttpError from 'http-errors';
import { ConfigurationError, RequestError, UnauthorizedError } from 'web-pubsub-bindings';
import { createTestHost } from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';
import { quiet } from './quiet.js';
import { afterEach, beforeEach, describe, it } from './runner.js';

describe('all functions', () => {
  let chat = createTestHost({ controllers: [Chat], log: quiet });
  beforeEach(() => {
    chat = createTestHost({ controllers: [Chat], log: quiet });
  });
  afterEach(() => chat.close());

  it('answer events, send outputs and carry the state of a connection', async () => {
    await chat.connect('chathub', { userId: 'ann' });
    await chat.userEvent('chathub', 'message', { userId: 'ann', data: 'one' });
    const { status, outputs, states } = await chat.userEvent('chathub', 'message', { userId: 'ann', data: 'two' });
    assert.equal(status, 200);
    assert.deepEqual(outputs, [{ hub: 'chathub', name: 'sendToAll', data: 'ann: two', dataType: 'text' }]);
    assert.deepEqual(states, { messages: 2 });
  });

  it('answer http requests', async () => {
    const { status, body } = await chat.http('room', { params: { room: 'lobby' } });
    assert.deepEqual([status, body], [200, { room: 'lobby' }]);
    const login = await chat.http<{ url: string }>('login', { query: { userid: 'ann' } });
    assert.match(login.orThrow().body.url, /^ws:/);
  });

  it('turn a client away', async () => {
    const { status, error } = await chat.connect('chathub', { userId: 'mallory' });
    assert.equal(status, 401);
    // Nothing failed: this is what the function meant to say.
    assert.equal(error, undefined);
  });

  it('refuse data that is not valid, with the words of the validator', async () => {
    const { status, body } = await chat.userEvent('chathub', 'join', { userId: 'ann', data: { room: 1 } });
    assert.equal(status, 400);
    assert.match(JSON.stringify(body), /The name of a room is a text/);
  });

  it('do not answer events that no function is for', async () => {
    const answer = await chat.userEvent('chathub', 'mesage');
    assert.equal(answer.status, 404);
    assert.throws(() => answer.orThrow(), /did you mean "message"\?/);
  });

  it('are waited for, also where nothing else keeps the process', async () => {
    const { body } = await chat.userEvent('chathub', 'idle');
    assert.equal(body, 'at last');
    await chat.settled();
  });

  it('keep the status of an error of http-errors', async () => {
    const { status, body } = await chat.http('room', { params: { room: 'attic' } });
    assert.deepEqual([status, body], [404, { title: 'There is no such room.', status: 404 }]);
  });

  it('hide a failure from the caller and tell the test of it', async () => {
    const { status, body, error } = await chat.http('broken');
    assert.deepEqual([status, body], [500, { title: 'Internal Server Error', status: 500 }]);
    assert.ok(error instanceof TypeError && error.message === 'the database is down');
    const answer = await chat.http('broken');
    assert.throws(() => answer.orThrow(), TypeError);
  });

  it('hide a failure of Node, too', async () => {
    const { status, error } = await chat.userEvent('chathub', 'read');
    assert.equal(status, 500);
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOENT');
  });

  it('run inside of middleware, which may refuse', async () => {
    const thrown = [new UnauthorizedError('not you'), createHttpError(403, 'not here'), new Error('broken')];
    const host = createTestHost({
      controllers: [Chat],
      use: [
        () => {
          throw thrown.shift() ?? new Error('nothing is left');
        },
      ],
    });
    const statuses = [await host.http('login'), await host.http('login'), await host.http('login')];
    assert.deepEqual(
      statuses.map(({ status }) => status),
      [401, 403, 500],
    );
  });

  it('fail like bootstrap where a controller is none', () => {
    class Nothing {
      readonly name = 'nothing';
    }
    assert.throws(() => createTestHost({ controllers: [Nothing] }), ConfigurationError);
    assert.ok(!(new UnauthorizedError() instanceof RequestError));
  });
});

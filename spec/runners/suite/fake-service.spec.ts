import assert from 'node:assert/strict';
import { createTestHost, FakeService, FakeServiceError } from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';
import { beforeEach, describe, it } from './runner.js';

describe('a service in memory', () => {
  let service = new FakeService();
  beforeEach(() => {
    service = new FakeService();
  });

  it('delivers what functions send', async () => {
    const bob = service.connect('chathub', { connectionId: 'bob1', userId: 'bob' });
    const chat = createTestHost({ controllers: [Chat], service });
    await chat.connect('chathub', { userId: 'ann' });
    await chat.userEvent('chathub', 'message', { userId: 'ann', data: 'hi' });
    assert.deepEqual(bob.received, [{ from: 'server', data: 'ann: hi', dataType: 'text' }]);
  });

  it('answers questions truthfully', async () => {
    const chat = createTestHost({ controllers: [Chat], service });
    const join = () => chat.userEvent('chathub', 'join', { userId: 'ann', data: 'attic' });
    assert.equal((await join()).body, 'welcome');
    assert.equal((await join()).body, 'again');
  });

  it('refuses as the SDK has it', async () => {
    const toNobody = service.perform('chathub')({ name: 'addConnectionToGroup', connectionId: 'gone', group: 'lobby' });
    await assert.rejects(toNobody, (error) => error instanceof FakeServiceError && error.statusCode === 404);
  });
});

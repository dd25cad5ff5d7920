import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { defineFunction } from '../../lib/index.js';
import { startTestApp } from '../../lib/testing/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';

const told = ({ app }: EmulatorStory) =>
  app.requests
    .filter(({ headers }) => String(headers['ce-type']).startsWith('azure.webpubsub.gp.'))
    .map(({ event, body }) => `${event} ${body}`);

describe('presence in groups', () => {
  it('is told of the token, of the client, of REST and of the end, in order', () =>
    withEmulator(async (story) => {
      const { emulator, app, json } = story;
      const groupPresenceEvents = { eventNames: ['joined', 'left'], groupFilters: ['room.*'] } as const;
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, groupPresenceEvents }] });
      const claims = { 'webpubsub.group': ['room.1', 'hall'], role: 'webpubsub.joinLeaveGroup' };
      const client = await json(claims);
      const { headers } = await app.seen('joined');
      await client.ask({ type: 'joinGroup', group: 'room.2', ackId: 1 });
      await client.ask({ type: 'joinGroup', group: 'room.2', ackId: 2 });
      await client.ask({ type: 'leaveGroup', group: 'room.1', ackId: 3 });
      const id = String(headers['ce-connectionid']);
      await call(story, 'PUT', `/api/hubs/chat/groups/room.3/connections/${id}`);
      await client.close();
      await app.seen('disconnected');
      expect(told(story)).to.deep.equal([
        'joined {"group":"room.1"}',
        'joined {"group":"room.2"}',
        'left {"group":"room.1"}',
        'joined {"group":"room.3"}',
        'left {"group":"room.2"}',
        'left {"group":"room.3"}',
      ]);
    }));

  it('is a notification with the headers of every event', () =>
    withEmulator(async ({ emulator, app, json }) => {
      emulator.setHub('chat', {
        eventHandlers: [{ urlTemplate: `${app.url}/{event}`, groupPresenceEvents: { eventNames: ['joined'] } }],
      });
      await json({ sub: 'ann', 'webpubsub.group': 'g' });
      const { url, headers } = await app.seen('joined');
      expect(url).to.equal('/joined');
      expect(headers).to.include({
        'ce-type': 'azure.webpubsub.gp.joined',
        'ce-eventname': 'joined',
        'ce-userid': 'ann',
        'content-type': 'application/json; charset=utf-8',
      });
    }));

  it('begins with the groups of the connect answer, after connected', () =>
    withEmulator(
      async ({ emulator, app, json }) => {
        emulator.setHub('chat', {
          eventHandlers: [{ ...app.handler, groupPresenceEvents: { eventNames: ['joined', 'left'] } }],
        });
        const client = await json({ 'webpubsub.group': 'token' });
        await client.close();
        await app.seen('disconnected');
        const events = app.events.filter((event) => event !== 'validate');
        expect(events).to.deep.equal(['connect', 'connected', 'joined', 'joined', 'left', 'left', 'disconnected']);
      },
      ({ event }) => (event === 'connect' ? { body: '{"groups":["g","h"]}' } : {}),
    ));

  it('is told of users and of filters over REST', () =>
    withEmulator(async (story) => {
      const { emulator, app, json } = story;
      const groupPresenceEvents = { eventNames: ['joined', 'left'] } as const;
      emulator.setHub('chat', { eventHandlers: [{ ...app.handler, groupPresenceEvents }] });
      const client = await json({ sub: 'ann' });
      const service = new WebPubSubServiceClient(emulator.connectionString, 'chat', { allowInsecureConnection: true });
      await service.group('g').addUser('ann');
      await service.removeUserFromAllGroups('ann');
      await service.addConnectionsToGroups(['h'], "userId eq 'ann'");
      await client.close();
      await app.seen('disconnected');
      expect(told(story)).to.deep.equal([
        ...['joined {"group":"g"}', 'left {"group":"g"}', 'joined {"group":"h"}', 'left {"group":"h"}'],
      ]);
    }));

  it('reaches functions of the framework', async () => {
    const heard: string[] = [];
    const left: { tell?: () => void } = {};
    const hasLeft = new Promise<void>((resolve) => (left.tell = resolve));
    const on = <N extends 'joined' | 'left'>(eventName: N) =>
      defineFunction({ trigger: { hub: 'chat', eventType: 'group', eventName } }, (context) => {
        heard.push(`${context.constructor.name} ${context.userId ?? ''} ${context.group}`);
        if (eventName === 'left') left.tell?.();
      });
    const app = await startTestApp({ functions: [on('joined'), on('left')] });
    const ann = await app.connect('chat', { userId: 'ann', roles: ['webpubsub.joinLeaveGroup'] });
    await ann.joinGroup('g');
    await ann.close();
    await hasLeft;
    expect(heard).to.deep.equal(['GroupJoinedContext ann g', 'GroupLeftContext ann g']);
    await app.close();
  });
});

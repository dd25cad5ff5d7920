import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { defineFunction } from '../../lib/index.js';
import { startTestApp } from '../../lib/testing/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import type { AnswerEvent, SeenRequest } from '../support/recording-app.js';

const role = ['webpubsub.joinLeaveGroup'];
const both = { eventNames: ['joined', 'left'] } as const;

/** Runs a story against an app that gets events of these groups as well. */
function withPresence(
  story: (given: EmulatorStory) => Promise<void>,
  groupPresenceEvents: { readonly groupFilters?: readonly string[] } = {},
  answer?: AnswerEvent,
): Promise<void> {
  return withEmulator(async (given) => {
    const handler = { ...given.app.handler, groupPresenceEvents: { ...both, ...groupPresenceEvents } };
    given.emulator.setHub('chat', { eventHandlers: [handler] });
    await story(given);
  }, answer);
}

const told = ({ requests }: { readonly requests: readonly SeenRequest[] }): string[] =>
  requests.filter(({ event }) => event !== 'validate').map(({ event, body }) => `${event} ${body}`);

describe('the emulator to an app that wants to know of groups', () => {
  it('tells of a client that joins and leaves, once', () =>
    withPresence(async ({ app, json }) => {
      const client = await json({ sub: 'ann', role });
      for (const ackId of [1, 2]) await client.ask({ type: 'joinGroup', group: 'g', ackId });
      for (const ackId of [3, 4]) await client.ask({ type: 'leaveGroup', group: 'g', ackId });
      const { headers, url, method } = await app.seen('left');
      expect(headers).to.include({
        ...{ 'content-type': 'application/json; charset=utf-8', 'ce-type': 'azure.webpubsub.gp.left' },
        ...{ 'ce-eventname': 'left', 'ce-userid': 'ann', 'ce-hub': 'chat', 'ce-id': '3' },
      });
      expect([method, url]).to.deep.equal(['POST', '/chat/left']);
      expect(told(app).slice(2)).to.deep.equal(['joined {"group":"g"}', 'left {"group":"g"}']);
    }));

  it('tells of the groups of token or connect answer after connected, and of all at the end', () =>
    withPresence(
      async ({ app, json }) => {
        const client = await json({ 'webpubsub.group': 'token' });
        client.socket.close(1000);
        await app.seen('disconnected');
        expect(told(app).slice(1)).to.deep.equal([
          'connected {}',
          ...['joined {"group":"g"}', 'joined {"group":"h"}', 'left {"group":"g"}', 'left {"group":"h"}'],
          'disconnected {"reason":""}',
        ]);
      },
      {},
      ({ event }) => (event === 'connect' ? { body: '{"groups":["g","h"]}' } : {}),
    ));

  it('tells of what the app does over REST', () =>
    withPresence(async ({ app, emulator, json }) => {
      const client = await json({ sub: 'ann' });
      const service = new WebPubSubServiceClient(emulator.connectionString, 'chat', { allowInsecureConnection: true });
      await service.group('g').addUser('ann');
      await service.removeUserFromAllGroups('ann');
      await service.addConnectionsToGroups(['h'], "userId eq 'ann'");
      await client.ask({ type: 'ping' });
      client.socket.close(1000);
      await app.seen('disconnected');
      expect(told(app).slice(2, -1)).to.deep.equal([
        ...['joined {"group":"g"}', 'left {"group":"g"}', 'joined {"group":"h"}', 'left {"group":"h"}'],
      ]);
    }));

  it('tells only of the groups that it asks for', () =>
    withPresence(
      async ({ app, json }) => {
        const client = await json({ role });
        for (const group of ['lobby', 'room.1', 'room.1.2'])
          await client.ask({ type: 'joinGroup', group, ackId: group.length });
        client.socket.close(1000);
        await app.seen('disconnected');
        expect(told(app).slice(2, -1)).to.deep.equal(['joined {"group":"room.1"}', 'left {"group":"room.1"}']);
      },
      { groupFilters: ['room.*'] },
    ));

  it('tells nothing of groups unless asked', () =>
    withEmulator(async ({ app, json }) => {
      const client = await json({ role });
      await client.ask({ type: 'joinGroup', group: 'g', ackId: 1 });
      client.socket.close(1000);
      await app.seen('disconnected');
      expect(told(app).map((line) => line.split(' ')[0])).to.deep.equal(['connect', 'connected', 'disconnected']);
    }));
});

describe('a function of the framework for events of groups', () => {
  it('gets its context from a client that joined and left', async () => {
    const heard: string[] = [];
    const left: { tell?: () => void } = {};
    const hasLeft = new Promise<void>((resolve) => (left.tell = resolve));
    const on = <N extends 'joined' | 'left'>(eventName: N) =>
      defineFunction({ trigger: { hub: 'chat', eventType: 'group', eventName } }, (context) => {
        heard.push(`${context.constructor.name} ${context.userId ?? ''} ${context.group}`);
        if (eventName === 'left') left.tell?.();
      });
    const app = await startTestApp({ functions: [on('joined'), on('left')] });
    const ann = await app.connect('chat', { userId: 'ann', roles: role });
    await ann.joinGroup('g');
    await ann.close();
    await hasLeft;
    expect(heard).to.deep.equal(['GroupJoinedContext ann g', 'GroupLeftContext ann g']);
    await app.close();
  });
});

import { WebPubSubJsonProtocol, type WebPubSubMessage } from '@azure/web-pubsub-client';
import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import type { WebSocketClient } from '../support/web-socket-client.js';

// The SDK 1.1.0 has the frames of group states and no methods for them yet: its own codec writes and reads them here.
const protocol = WebPubSubJsonProtocol();
const ann = { sub: 'ann', 'webpubsub.group': 'g', role: ['webpubsub.setGroupState', 'webpubsub.joinLeaveGroup'] };
const hearer = { role: 'webpubsub.getGroupState.g' };

function send(client: WebSocketClient, message: WebPubSubMessage): void {
  client.socket.send(protocol.writeMessage(message) as string);
}

async function next(client: WebSocketClient): Promise<WebPubSubMessage> {
  return protocol.parseMessages(String(await client.next())) as WebPubSubMessage;
}

describe('group state in the frames of @azure/web-pubsub-client against the emulator', () => {
  it('is set, told as a whole, updated and cleared', () =>
    withEmulator(async ({ json }) => {
      const [setter, reader] = [await json(ann), await json(hearer)];
      send(setter, { kind: 'setGroupState', group: 'g', ackId: 1, state: { mood: 'good' } });
      expect(await next(setter)).to.include({ kind: 'ack', ackId: 1, success: true });
      send(reader, { kind: 'subscribeGroupState', group: 'g', ackId: 1 });
      expect(await next(reader)).to.have.nested.property('items[0].state.mood', 'good');
      expect(await next(reader)).to.include({ kind: 'ack', success: true });
      send(setter, { kind: 'setGroupState', group: 'g', state: { mood: 'bad' } });
      expect(await next(reader)).to.have.nested.property('items[0].state.mood', 'bad');
      send(setter, { kind: 'setGroupState', group: 'g' });
      const cleared = await next(reader);
      expect(cleared).to.include({ kind: 'groupStateUpdate', group: 'g' });
      expect(cleared).to.have.nested.property('items[0].userId', 'ann');
      expect(cleared).not.to.have.nested.property('items[0].state');
    }));

  it('is cleared when its connection leaves or ends, and silent after unsubscribing', () =>
    withEmulator(async ({ json }) => {
      const [setter, other, reader] = [await json(ann), await json(ann), await json(hearer)];
      for (const client of [setter, other])
        send(client, { kind: 'setGroupState', group: 'g', ackId: 1, state: { a: '1' } });
      await Promise.all([setter.next(), other.next()]);
      send(reader, { kind: 'subscribeGroupState', group: 'g' });
      expect(await next(reader)).to.have.nested.property('items.length', 2);
      send(setter, { kind: 'leaveGroup', group: 'g' });
      expect(await next(reader)).not.to.have.nested.property('items[0].state');
      other.socket.terminate();
      expect(await next(reader)).not.to.have.nested.property('items[0].state');
      send(reader, { kind: 'unsubscribeGroupState', group: 'g', ackId: 2 });
      expect(await next(reader)).to.include({ kind: 'ack', ackId: 2, success: true });
    }));

  it('is forbidden without its roles', () =>
    withEmulator(async ({ json }) => {
      const client = await json({
        'webpubsub.group': 'g',
        role: ['webpubsub.sendToGroup', 'webpubsub.joinLeaveGroup'],
      });
      send(client, { kind: 'setGroupState', group: 'g', ackId: 1, state: {} });
      expect(await next(client)).to.have.nested.property('error.name', 'Forbidden');
      send(client, { kind: 'subscribeGroupState', group: 'g', ackId: 2 });
      expect(await next(client)).to.have.nested.property('error.name', 'Forbidden');
    }));

  it('is frames like these', () =>
    withEmulator(async ({ json }) => {
      const client = await json({ ...ann, role: ['webpubsub.setGroupState.g', 'webpubsub.getGroupState.g'] });
      client.socket.send('{"type":"subscribeGroupState","group":"g"}');
      expect(await client.next()).to.equal('{"type":"groupStateSnapshot","group":"g","items":[]}');
      client.socket.send('{"type":"setGroupState","group":"g","state":{"k":"v"}}');
      expect(await client.next()).to.match(
        /^{"type":"groupStateUpdate","group":"g","items":\[{"connectionId":"\w{31}","userId":"ann","state":{"k":"v"},"updatedAt":\d{13}}\]}$/,
      );
    }));
});

import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const json = 'json.webpubsub.azure.v1';
const everything = { role: ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] };

describe('the emulator to a client of json.webpubsub.azure.v1', () => {
  it('greets with connected, and echoes the subprotocol as it was offered', () =>
    withEmulator(async ({ clientUrl }) => {
      const client = await WebSocketClient.open(clientUrl({ sub: 'ann' }), ['other', 'JSON.webpubsub.azure.v1']);
      expect(client.socket.protocol).to.equal('JSON.webpubsub.azure.v1');
      expect(await client.next()).to.match(
        /^{"type":"system","event":"connected","userId":"ann","connectionId":"[A-Za-z0-9]{31}"}$/,
      );
    }));

  it('says userId null to an anonymous one', () =>
    withEmulator(async ({ clientUrl }) => {
      const client = await WebSocketClient.open(clientUrl(), [json]);
      expect(await client.nextJson()).to.have.property('userId', null);
    }));

  it('acknowledges join, send and leave', () =>
    withEmulator(async ({ json }) => {
      const client = await json(everything);
      expect(await client.ask({ type: 'joinGroup', group: 'g', ackId: 1 })).to.deep.equal({
        type: 'ack',
        ackId: 1,
        success: true,
      });
      const sent = { type: 'sendToGroup', group: 'g', ackId: 2, noEcho: true, dataType: 'text', data: 'x' };
      expect(await client.ask(sent)).to.include({ ackId: 2, success: true });
      expect(await client.ask({ type: 'leaveGroup', group: 'g', ackId: 3 })).to.include({ ackId: 3, success: true });
    }));

  it('shows a group message with its sender before the ack of the sender', () =>
    withEmulator(async ({ json }) => {
      const client = await json({ ...everything, sub: 'ann' });
      await client.ask({ type: 'joinGroup', group: 'g', ackId: 1 });
      client.socket.send('{"type":"sendToGroup","group":"g","ackId":2,"data":{"n": 1.0}}');
      expect(await client.next()).to.equal(
        '{"type":"message","from":"group","group":"g","fromUserId":"ann","dataType":"json","data":{"n": 1.0}}',
      );
      expect(await client.next()).to.equal('{"type":"ack","ackId":2,"success":true}');
    }));

  it('keeps a message from its sender with noEcho, and says fromUserId null for an anonymous one', () =>
    withEmulator(async ({ json }) => {
      const sender = await json({ ...everything, 'webpubsub.group': 'g' });
      const other = await json({ 'webpubsub.group': ['g'] });
      const frame = { type: 'sendToGroup', group: 'g', noEcho: true, dataType: 'binary', data: 'AQI=', ackId: 1 };
      expect(await sender.ask(frame)).to.include({ type: 'ack' });
      expect(await other.next()).to.equal(
        '{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"binary","data":"AQI="}',
      );
    }));

  it('forbids without the role, in one ack, and stays open', () =>
    withEmulator(async ({ json }) => {
      const client = await json({ role: 'webpubsub.joinLeaveGroup.other' });
      client.socket.send('{"type":"joinGroup","group":"g","ackId":1}');
      expect(await client.next()).to.equal(
        '{"type":"ack","ackId":1,"success":false,"error":{"name":"Forbidden","message":"The client does not have permission to join group \'g\'."}}',
      );
      expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
    }));

  it('answers an ackId that succeeded with Duplicate, whatever it is for, and one that failed afresh', () =>
    withEmulator(async ({ json }) => {
      const client = await json({ role: 'webpubsub.joinLeaveGroup.g' });
      await client.ask({ type: 'joinGroup', group: 'g', ackId: 0 });
      client.socket.send('{"type":"leaveGroup","group":"g","ackId":0}');
      expect(await client.next()).to.equal(
        '{"type":"ack","ackId":0,"success":false,"error":{"name":"Duplicate","message":"Message with ack-id: 0 has been processed"}}',
      );
      await client.ask({ type: 'joinGroup', group: 'h', ackId: 5 });
      expect(await client.ask({ type: 'joinGroup', group: 'g', ackId: 5 })).to.include({ success: true });
    }));

  it('says nothing without an ackId, even when it forbids', () =>
    withEmulator(async ({ json }) => {
      const client = await json();
      client.socket.send('{"type":"joinGroup","group":"g"}');
      expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
    }));

  it('takes JSON in a binary frame, any letter case of type, and a sequenceAck that means nothing here', () =>
    withEmulator(async ({ json }) => {
      const client = await json();
      client.socket.send('{"type":"SequenceAck","sequenceId":1}');
      client.socket.send(Buffer.from('{"type":"PING"}'));
      expect(await client.nextJson()).to.deep.equal({ type: 'pong' });
    }));

  it('says nothing of an event that failed without an ackId, stays open, and the log tells', () =>
    withEmulator(
      async ({ json, warnings }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"e","data":1}');
        expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
        expect(warnings[0]).to.include({ eventName: 'e' });
      },
      ({ event }) => (event === 'e' ? { status: 404 } : {}),
    ));

  it('ends a client after a failed event, or on a binary frame, where that was chosen', () =>
    withEmulator(
      async ({ json, app }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"e","data":1,"ackId":1}');
        expect(await client.nextJson()).to.include({ type: 'ack', success: false });
        expect(await client.closed).to.deep.equal({ code: 1011, reason: 'Internal server error' });
        expect((await app.seen('disconnected')).body).to.equal('{"reason":"Internal server error"}');
        const other = await json();
        other.socket.send(Buffer.from('{"type":"ping"}'));
        expect(await other.closed).to.include({ code: 1003 });
      },
      ({ event }) => (event === 'e' ? { status: 400 } : {}),
      { disputed: { failedEvent: 'close', binaryJson: 'close' } },
    ));

  it('passes text, JSON and bytes on as they are', () =>
    withEmulator(async ({ json }) => {
      const client = await json({ role: 'webpubsub.sendToGroup', 'webpubsub.group': 'g' });
      for (const content of ['"dataType":"text","data":"a"', '"data":[1, 2]', '"dataType":"BINARY","data":"AQI="']) {
        client.socket.send(`{"type":"sendToGroup","group":"g",${content}}`);
      }
      const sent = [await client.next(), await client.next(), await client.next()];
      const head = '{"type":"message","from":"group","group":"g","fromUserId":null';
      expect(sent).to.deep.equal([
        `${head},"dataType":"text","data":"a"}`,
        `${head},"dataType":"json","data":[1, 2]}`,
        `${head},"dataType":"binary","data":"AQI="}`,
      ]);
    }));

  it('closes with 1007 on what is no frame', () =>
    withEmulator(async ({ json, app }) => {
      const client = await json();
      client.socket.send(`{"type":"${'x'.repeat(1024)}"}`);
      const reason = 'The client message is not a valid JSON protocol message.';
      expect(await client.closed).to.deep.equal({ code: 1007, reason });
      expect((await app.seen('disconnected')).body).to.equal(JSON.stringify({ reason }));
    }));

  it('closes with 1009 on a message of more than 1 MiB', () =>
    withEmulator(async ({ json, app }) => {
      const client = await json();
      client.socket.send('x'.repeat(1024 * 1024 + 1));
      const reason = 'The client message is too large.';
      expect(await client.closed).to.deep.equal({ code: 1009, reason });
      expect((await app.seen('disconnected')).body).to.equal(JSON.stringify({ reason }));
    }));

  it('works off frames one after the other: a ping waits for an event before it', () => {
    const gate: { open?: () => void } = {};
    const opened = new Promise<void>((resolve) => (gate.open = resolve));
    return withEmulator(
      async ({ json, app }) => {
        const client = await json();
        client.socket.send('{"type":"event","event":"slow","dataType":"text","data":"","ackId":1}');
        client.socket.send('{"type":"ping"}');
        await app.seen('slow');
        gate.open?.();
        expect([await client.nextJson(), await client.nextJson()]).to.deep.equal([
          { type: 'ack', ackId: 1, success: true },
          { type: 'pong' },
        ]);
      },
      async ({ event }) => {
        if (event === 'slow') await opened;
        return {};
      },
    );
  });

  it('tells the app the reason that the client closed with', () =>
    withEmulator(async ({ json, app }) => {
      const client = await json();
      client.socket.close(1000, 'bye');
      expect((await app.seen('disconnected')).body).to.equal('{"reason":"bye"}');
    }));

  it('calls any other end "The connection ended."', () =>
    withEmulator(async ({ json, app }) => {
      const client = await json();
      client.socket.terminate();
      expect((await app.seen('disconnected')).body).to.equal('{"reason":"The connection ended."}');
    }));
});

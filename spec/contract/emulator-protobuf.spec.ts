import { expect } from 'chai';
import Koa from 'koa';
import { bootstrap, defineFunction, type UserEventContext } from '../../lib/index.js';
import { withEmulator } from '../support/emulator-story.js';
import { greeted, openProtobuf } from '../support/protobuf-client.js';
import { bytes, entry, fieldsOf, find, message, number } from '../support/protobuf-wire.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const everything = { role: ['webpubsub.sendToGroup', 'webpubsub.joinLeaveGroup'], 'webpubsub.group': 'g' };
const greatest = 2n ** 64n - 1n;
const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex');
// An Any of azure.webpubsub.TestMessage, as the service's documentation has it.
const any = Buffer.from('Ci90eXBlLmdvb2dsZWFwaXMuY29tL2F6dXJlLndlYnB1YnN1Yi5UZXN0TWVzc2FnZRICCAE=', 'base64');

/** An ack: `ackId` is left out where it is 0. */
const acked = (ackId: number | bigint): Buffer =>
  BigInt(ackId) === 0n ? message(1, number(2, true)) : message(1, number(1, ackId), number(2, true));
const join = (ackId: number | bigint): Buffer => message(6, bytes(1, 'g'), number(2, ackId));
const ping = message(9);
const pong = message(4);
const fromServer = (...rest: Buffer[]): Buffer => message(2, bytes(1, 'server'), ...rest);
const fromGroup = (...rest: Buffer[]): Buffer => message(2, bytes(1, 'group'), bytes(2, 'g'), ...rest);

describe('the emulator to a client of protobuf.webpubsub.azure.v1', () => {
  it('takes the subprotocol in any letter case, and greets in bytes', () =>
    withEmulator(async (story) => {
      const { client, connected } = await openProtobuf(story, { sub: 'ann' }, 'ProtoBuf.WebPubSub.azure.v1');
      expect(client.socket.protocol).to.equal('ProtoBuf.WebPubSub.azure.v1');
      expect(fieldsOf(find(connected, 3, 1) as Buffer).map(([field]) => field)).to.deep.equal([1, 2]);
      expect(find(connected, 3, 1, 2).toString()).to.equal('ann');
      const { headers } = await story.app.seen('connected');
      expect(headers).to.include({ 'ce-subprotocol': 'ProtoBuf.WebPubSub.azure.v1' });
      expect(find(connected, 3, 1, 1).toString()).to.equal(headers['ce-connectionid']);
    }));

  it('speaks it also where the app chose it', () =>
    withEmulator(
      async ({ clientUrl }) => {
        const offered = ['json.webpubsub.azure.v1', 'protobuf.webpubsub.azure.v1'];
        const { client, ask } = await greeted(await WebSocketClient.open(clientUrl(), offered));
        expect(client.socket.protocol).to.equal(offered[1]);
        expect(await ask(ping)).to.deep.equal(pong);
      },
      ({ event }) => (event === 'connect' ? { body: '{"subprotocol":"protobuf.webpubsub.azure.v1"}' } : {}),
    ));

  it('joins, publishes and leaves, byte by byte, 0 being an id like any other', () =>
    withEmulator(async (story) => {
      const { ask, send, next } = await openProtobuf(story, { ...everything, 'webpubsub.group': [] });
      expect(await ask(hex('32 05 0a01 67 1000'))).to.deep.equal(hex('0a 02 1001'));
      send(hex('0a 0b 0a01 67 1001 1a04 0a02 6869'));
      expect(await next()).to.deep.equal(hex('12 10 0a05 67726f7570 1201 67 1a04 0a02 6869'));
      expect(await next()).to.deep.equal(hex('0a 04 0801 1001'));
      expect(await ask(hex('3a 05 0a01 67 1002'))).to.deep.equal(hex('0a 04 0802 1001'));
      send(hex('0a 09 0a01 67 1a04 0a02 6869'));
      expect(await ask(hex('4a 00'))).to.deep.equal(hex('22 00'));
    }));

  for (const ackId of [0n, greatest]) {
    it(`does not use ${ackId} up by a refusal, and does nothing twice under it`, () =>
      withEmulator(async (story) => {
        const { ask, send, next, connectionId } = await openProtobuf(story);
        const id = ackId === 0n ? [] : [number(1, ackId)];
        const text = "The client does not have permission to join group 'g'.";
        const forbidden = message(1, ...id, message(3, bytes(1, 'Forbidden'), bytes(2, text)));
        expect([await ask(join(ackId)), await ask(join(ackId))]).to.deep.equal([forbidden, forbidden]);
        await call(story, 'PUT', `${hub}/permissions/joinLeaveGroup/connections/${connectionId}?targetName=g`);
        expect(await ask(join(ackId))).to.deep.equal(acked(ackId));
        send(message(7, bytes(1, 'g'), number(2, ackId)));
        const done = `Message with ack-id: ${ackId} has been processed`;
        expect(await next()).to.deep.equal(message(1, ...id, message(3, bytes(1, 'Duplicate'), bytes(2, done))));
        await call(story, 'POST', `${hub}/groups/g/:send`, { body: 'x', type: 'text/plain' });
        expect(find(await next(), 2, 2).toString()).to.equal('g');
      }));
  }

  const name = 'protobuf.webpubsub.azure.v1';
  const invalid: Readonly<Record<string, Buffer>> = {
    'an empty message': Buffer.alloc(0),
    'a byte that begins nothing': hex('ff'),
    'a join without a group': message(6),
    'a message without data': message(1, bytes(1, 'g')),
    'a life of 301 seconds': message(1, bytes(1, 'g'), message(3, bytes(1, 'x')), number(5, 301)),
    'an event as a stream': message(5, bytes(1, 'e'), message(2, bytes(1, 'x')), message(5, bytes(1, 's'))),
    'a field that nobody knows': message(12, bytes(1, 'g')),
    'JSON that is none': message(1, bytes(1, 'g'), message(3, bytes(4, '{'))),
  };
  for (const [what, frame] of Object.entries(invalid)) {
    it(`closes with 1007 after ${what}`, () =>
      withEmulator(async (story) => {
        const { client, send } = await openProtobuf(story, everything);
        send(frame);
        const reason = `The client message is not a valid ${name} protocol message.`;
        expect(await client.closed).to.deep.equal({ code: 1007, reason });
      }));
  }

  it('closes with 1003 after a text', () =>
    withEmulator(async (story) => {
      const { client } = await openProtobuf(story);
      client.socket.send('{"type":"ping"}');
      const reason = `The ${name} subprotocol requires binary messages.`;
      expect(await client.closed).to.deep.equal({ code: 1003, reason });
      expect((await story.app.seen('disconnected')).body).to.equal(JSON.stringify({ reason }));
    }));

  it('brings an Any to every kind of client, and not to who sent it without an echo', () =>
    withEmulator(async (story) => {
      const { send, next, ask } = await openProtobuf(story, everything);
      const other = await openProtobuf(story, everything);
      const json = await story.json(everything);
      const simple = await WebSocketClient.open(story.clientUrl(everything));
      send(message(1, bytes(1, 'g'), number(2, 1), message(3, bytes(3, any)), number(4, true)));
      expect(await next()).to.deep.equal(acked(1));
      expect(await ask(ping)).to.deep.equal(pong);
      expect(await other.next()).to.deep.equal(fromGroup(message(3, bytes(3, any))));
      expect(await json.next()).to.equal(
        `{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"protobuf","data":"${any.toString('base64')}"}`,
      );
      expect(await simple.next()).to.deep.equal(any);
    }));

  it('brings text, bytes and JSON to clients of JSON, with metadata, the empty ones too', () =>
    withEmulator(async (story) => {
      const { send } = await openProtobuf(story, everything);
      const json = await story.json({ 'webpubsub.group': 'h' });
      const publish = (...data: Buffer[]): void => send(message(1, bytes(1, 'h'), ...data));
      publish(message(3, bytes(1, '')), entry(6, 'A', '1'));
      publish(message(3, bytes(2, '')));
      publish(message(3, bytes(4, '{ "a" : 1.0 }')));
      publish(entry(6, 'A', '1'));
      const start = '{"type":"message","from":"group","group":"h","fromUserId":null,';
      expect([await json.next(), await json.next(), await json.next(), await json.next()]).to.deep.equal([
        `${start}"dataType":"text","data":"","metadata":{"A":"1"}}`,
        `${start}"dataType":"binary","data":""}`,
        `${start}"dataType":"json","data":{ "a" : 1.0 }}`,
        `${start}"dataType":"text","data":"","metadata":{"A":"1"}}`,
      ]);
    }));

  it('gets an Any of a client of JSON as one, and what is none as bytes', () =>
    withEmulator(async (story) => {
      const { next } = await openProtobuf(story, everything);
      const json = await story.json(everything);
      for (const data of [any, hex('ff')]) {
        const frame = { type: 'sendToGroup', group: 'g', dataType: 'protobuf', data: data.toString('base64') };
        json.socket.send(JSON.stringify({ ...frame, noEcho: true }));
      }
      expect(await next()).to.deep.equal(fromGroup(message(3, bytes(3, any))));
      expect(await next()).to.deep.equal(fromGroup(message(3, bytes(2, hex('ff')))));
    }));

  it('gets what is sent by REST by its type, and metadata beside it', () =>
    withEmulator(async (story) => {
      const { next } = await openProtobuf(story, everything);
      const send = (type: string, body: string | Buffer, path = ''): Promise<unknown> =>
        call(story, 'POST', `${hub}${path}/:send`, { type, body, headers: { 'X-WebPubSub-Metadata-Trace': '1' } });
      await send('text/plain', 'hi');
      await send('application/json', '{ "a" : 1.0 }', '/groups/g');
      await send('application/octet-stream', hex('00ff'));
      const metadata = entry(5, 'trace', '1');
      expect(await next()).to.deep.equal(fromServer(message(3, bytes(1, 'hi')), metadata));
      expect(await next()).to.deep.equal(fromGroup(message(3, bytes(4, '{ "a" : 1.0 }')), metadata));
      expect(await next()).to.deep.equal(fromServer(message(3, bytes(2, hex('00ff'))), metadata));
    }));

  it('gets JSON as a text, where that is wanted', () =>
    withEmulator(
      async (story) => {
        const { next } = await openProtobuf(story);
        await call(story, 'POST', `${hub}/:send`, { type: 'application/json', body: '[1]' });
        expect(await next()).to.deep.equal(fromServer(message(3, bytes(1, '[1]'))));
      },
      undefined,
      { disputed: { protobufJson: 'textData' } },
    ));

  it('is told why the app closes it, then closed with 1000', () =>
    withEmulator(async (story) => {
      const { client, next, connectionId } = await openProtobuf(story);
      await call(story, 'DELETE', `${hub}/connections/${connectionId}?reason=bye`);
      const text = 'Application server closed the connection. Reason: bye';
      expect(await next()).to.deep.equal(message(3, message(2, bytes(2, text))));
      expect(await client.closed).to.deep.equal({ code: 1000, reason: '' });
    }));

  it('is chosen by the name of its subprotocol in filters', () =>
    withEmulator(async (story) => {
      const { next } = await openProtobuf(story);
      const filter = encodeURIComponent("protocol eq 'protobuf.webpubsub.azure.v1'");
      await call(story, 'POST', `${hub}/:send?filter=${filter}`, { type: 'text/plain', body: 'x' });
      expect(await next()).to.deep.equal(fromServer(message(3, bytes(1, 'x'))));
    }));
});

describe('an event of a client of protobuf', () => {
  const event = (data: Buffer, ...rest: Buffer[]): Buffer => message(5, bytes(1, 'e'), message(2, data), ...rest);
  const types: readonly (readonly [string, Buffer, string, Buffer])[] = [
    ['text_data', bytes(1, 'ä'), 'text/plain; charset=utf-8', Buffer.from('ä')],
    ['binary_data', bytes(2, hex('00ff')), 'application/octet-stream', hex('00ff')],
    ['protobuf_data', bytes(3, any), 'application/x-protobuf', any],
    ['json_data', bytes(4, '{"a":1}'), 'application/json', Buffer.from('{"a":1}')],
  ];
  for (const [what, data, contentType, body] of types) {
    it(`carries ${what} as ${contentType}, and its metadata`, () =>
      withEmulator(async (story) => {
        const { ask } = await openProtobuf(story);
        expect(await ask(event(data, number(3, 1), entry(4, 'A', '1')))).to.deep.equal(acked(1));
        const seen = await story.app.seen('e');
        expect(seen.headers).to.include({ 'content-type': contentType, 'x-webpubsub-metadata-a': '1' });
        expect(seen.headers).to.include({ 'ce-subprotocol': 'protobuf.webpubsub.azure.v1' });
        expect(seen.bytes).to.deep.equal(body);
      }));
  }

  it('is answered by an Any before its ack, with metadata, and goes to the app once', () =>
    withEmulator(
      async (story) => {
        const { ask, next } = await openProtobuf(story);
        const sent = event(bytes(3, any), number(3, greatest));
        expect(await ask(sent)).to.deep.equal(fromServer(message(3, bytes(3, any)), entry(5, 'b', '2')));
        expect(await next()).to.deep.equal(acked(greatest));
        expect(find(await ask(sent), 1, 3, 1).toString()).to.equal('Duplicate');
        expect(story.app.events.filter((seen) => seen === 'e')).to.have.length(1);
      },
      (seen) => {
        const headers = { 'Content-Type': 'application/x-protobuf', 'X-WebPubSub-Metadata-B': '2' };
        return seen.event === 'e' ? { headers, body: seen.bytes } : {};
      },
    ));

  it('reaches a function as bytes, which may answer with bytes', () =>
    withEmulator(async (story) => {
      const host = bootstrap(new Koa(), {
        settings: { WebPubSubConnectionString: story.emulator.connectionString },
        functions: [
          defineFunction(
            { trigger: { hub: 'chat', eventType: 'user', eventName: 'e' } },
            ({ data, dataType }: UserEventContext) => ({ data, dataType, metadata: { c: dataType } }),
          ),
        ],
      });
      story.emulator.setHub('chat', {
        eventHandlers: [{ handle: (given) => host.handle(given), userEventPattern: '*' }],
      });
      const { ask } = await openProtobuf(story);
      const reply = fromServer(message(3, bytes(3, any)), entry(5, 'c', 'protobuf'));
      expect(await ask(event(bytes(3, any)))).to.deep.equal(reply);
      await host.close();
    }));

  it('that fails is told in its ack, or closes where that is wanted', () =>
    withEmulator(
      async (story) => {
        const { client, ask } = await openProtobuf(story);
        const error = message(3, bytes(1, 'InternalServerError'), bytes(2, 'Internal server error'));
        expect(await ask(event(bytes(1, 'x'), number(3, 1)))).to.deep.equal(message(1, number(1, 1), error));
        expect(await client.closed).to.deep.equal({ code: 1011, reason: 'Internal server error' });
      },
      ({ event: seen }) => (seen === 'e' ? { status: 400 } : {}),
      { disputed: { failedEvent: 'close' } },
    ));

  it('may be an invocation, whose answer is no message', () =>
    withEmulator(
      async (story) => {
        const { ask } = await openProtobuf(story);
        const invoke = (to: string): Buffer => message(10, bytes(1, to), bytes(2, 'i'), message(3, bytes(3, any)));
        const reply = message(5, bytes(1, 'i'), number(2, true), message(3, bytes(3, any)));
        expect(await ask(invoke('e'))).to.deep.equal(reply);
        const failed = await ask(invoke('f'));
        expect([find(failed, 5, 4, 1).toString(), find(failed, 5, 4, 2).toString()]).to.deep.equal(['Conflict', 'no']);
      },
      ({ event: seen, bytes: body }) => {
        if (seen === 'f') return { status: 409, headers: { 'Content-Type': 'text/plain' }, body: 'no' };
        return seen === 'e' ? { headers: { 'Content-Type': 'application/x-protobuf' }, body } : {};
      },
    ));
});

describe('streams and states of clients of protobuf', () => {
  it('are pieces with a place, and an end that says so', () =>
    withEmulator(async (story) => {
      const { ask } = await openProtobuf(story, { role: 'webpubsub.sendToGroup' });
      const reader = await openProtobuf(story, everything);
      const json = await story.json({ 'webpubsub.group': 'g' });
      const expected = (id: number): Buffer => message(6, bytes(1, 's'), number(2, id));
      expect(await ask(message(1, bytes(1, 'g'), message(7, bytes(1, 's'), number(2, 1000))))).to.deep.equal(
        expected(1),
      );
      const piece = (id: number): Buffer => message(13, bytes(1, 's'), number(2, id), message(3, bytes(3, any)));
      expect(await ask(piece(1))).to.deep.equal(expected(2));
      const early = await ask(piece(9));
      expect([find(early, 7, 2).toString(), find(early, 7, 4)]).to.deep.equal(['InvalidSequenceId', 2n]);
      expect(await ask(message(14, bytes(1, 's'), message(2, bytes(2, 'c'))))).to.deep.equal(message(8, bytes(1, 's')));
      const at = (id: number): Buffer[] => [bytes(1, 's'), number(2, id)];
      expect(await reader.next()).to.deep.equal(fromGroup(message(3, bytes(3, any)), message(6, ...at(1))));
      expect(await reader.next()).to.deep.equal(
        fromGroup(
          message(3, bytes(1, '')),
          message(6, ...at(2), number(3, true), message(4, bytes(1, 'UserError'), bytes(3, 'c'))),
        ),
      );
      expect(await json.nextJson()).to.deep.include({ stream: { streamId: 's', streamSequenceId: 1 } });
    }));

  it('are closed where there is none', () =>
    withEmulator(async (story) => {
      const { ask } = await openProtobuf(story);
      expect(find(await ask(message(13, bytes(1, 's'))), 8, 2, 1).toString()).to.equal('StreamNotFound');
    }));

  it('tell what a client says of itself in a group', () =>
    withEmulator(async (story) => {
      const role = ['webpubsub.setGroupState', 'webpubsub.getGroupState'];
      const { ask, send, next, connectionId } = await openProtobuf(story, { sub: 'ann', role, 'webpubsub.group': 'g' });
      expect(await ask(message(16, bytes(1, 'g'), number(2, 1)))).to.deep.equal(message(10, bytes(1, 'g')));
      expect(await next()).to.deep.equal(acked(1));
      send(message(15, bytes(1, 'g'), message(3, entry(1, 'a', '1'))));
      const update = await next();
      const updatedAt = find(update, 9, 2, 4) as bigint;
      const who = [bytes(1, connectionId), bytes(2, 'ann')];
      expect(update).to.deep.equal(
        message(9, bytes(1, 'g'), message(2, ...who, message(3, entry(1, 'a', '1')), number(4, updatedAt))),
      );
      send(message(15, bytes(1, 'g')));
      expect(fieldsOf(find(await next(), 9, 2) as Buffer).map(([field]) => field)).to.deep.equal([1, 2, 4]);
      expect(await ask(message(17, bytes(1, 'g'), number(2, 2)))).to.deep.equal(acked(2));
    }));
});

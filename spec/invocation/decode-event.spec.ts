import { expect } from 'chai';
import { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import { ConnectedContext } from '../../lib/invocation/contexts/connected-context.js';
import { DisconnectedContext } from '../../lib/invocation/contexts/disconnected-context.js';
import { GroupJoinedContext, GroupLeftContext } from '../../lib/invocation/contexts/group-context.js';
import {
  MqttConnectContext,
  MqttConnectedContext,
  MqttDisconnectedContext,
} from '../../lib/invocation/contexts/mqtt-contexts.js';
import { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { codeOf } from '../support/define.js';
import { decoded, decodedAs } from '../support/decoded.js';
import { eventHeaders, signatureOf, stateHeader, systemHeaders } from '../support/signed-event.js';

const groupHeaders = (name: string) =>
  eventHeaders({ 'Content-Type': 'application/json', 'ce-type': `azure.webpubsub.gp.${name}`, 'ce-eventName': name });
const user = (type: string | undefined, body: string | Buffer): UserEventContext =>
  decodedAs(UserEventContext, eventHeaders({ 'Content-Type': type }), body);

describe('the context of an event', () => {
  it('has what the headers say', () => {
    const headers = eventHeaders({
      'ce-userId': 'ann',
      'ce-subprotocol': 'json.webpubsub.azure.v1',
      'ce-connectionState': stateHeader({ a: 1 }),
    });
    const context = decoded(headers, 'x');
    expect(context).to.include({
      hub: 'chat',
      connectionId: 'c1',
      eventType: 'user',
      eventName: 'message',
      event: 'message',
      userId: 'ann',
      id: '1',
    });
    expect(context).to.include({
      subprotocol: 'json.webpubsub.azure.v1',
      origin: 'chat.webpubsub.azure.com',
      signature: signatureOf('c1'),
    });
    expect([context.states, context.time.toISOString()]).to.deep.equal([{ a: 1 }, '2026-01-01T00:00:00.000Z']);
    expect(context.eventHeaders['ce-hub']).to.equal('chat');
  });

  it('has a time also where the header has none', () => {
    const context = decoded(eventHeaders({ 'ce-time': 'yesterday' }), 'x');
    expect(Number.isNaN(context.time.getTime())).to.equal(false);
  });

  it('has no states where the header holds none', () => {
    for (const state of ['', '!!!', 'bnVsbA==', 'W10=']) {
      expect(decoded(eventHeaders({ 'ce-connectionState': state }), 'x').states).to.deep.equal({});
    }
  });

  it('is refused where its states are nested so deep that nothing could write them again', () => {
    const state = Buffer.from(`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`).toString('base64');
    expect(codeOf(() => decoded(eventHeaders({ 'ce-connectionState': state }), 'x'))).to.equal('WPS_HEADER_INVALID');
  });

  for (const [headers, body, kind] of [
    [systemHeaders('connect'), '{}', ConnectContext],
    [systemHeaders('Connected'), '{}', ConnectedContext],
    [systemHeaders('disconnected'), '{"reason":"bye"}', DisconnectedContext],
    [groupHeaders('joined'), '{"group":"g"}', GroupJoinedContext],
    [groupHeaders('left'), '{"group":"g"}', GroupLeftContext],
  ] as const) {
    it(`is a ${kind.name}`, () => {
      expect(decoded(headers, body)).to.be.instanceOf(kind);
    });
  }

  it('is one of its own for MQTT clients, whom two headers together tell', () => {
    const mqtt = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1', 'ce-sessionId': 's1' };
    const connect = decodedAs(MqttConnectContext, systemHeaders('connect', mqtt), '{"mqtt":{"protocolVersion":5}}');
    expect(connect.mqtt.protocolVersion).to.equal(5);
    const connected = decodedAs(MqttConnectedContext, systemHeaders('connected', mqtt), '{}');
    expect(connected).to.include({ physicalConnectionId: 'p1', sessionId: 's1' });
    const body = '{"reason":null,"mqtt":{"initiatedByClient":true,"disconnectPacket":null}}';
    const gone = decodedAs(MqttDisconnectedContext, systemHeaders('disconnected', mqtt), body);
    expect([gone.reason, gone.mqtt.initiatedByClient]).to.deep.equal([undefined, true]);
    expect(decoded(systemHeaders('connect', { 'ce-subprotocol': 'mqtt' }), '{}')).not.instanceOf(MqttConnectContext);
  });

  it('is bytes where an MQTT client names a content type that other clients do not have', () => {
    const mqtt = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1' };
    for (const type of ['image/png', undefined]) {
      const headers = eventHeaders({ ...mqtt, 'Content-Type': type });
      expect(decodedAs(UserEventContext, headers, 'x')).to.deep.include({ dataType: 'binary', data: Buffer.from('x') });
    }
  });

  for (const name of ['conect', 'constructor', '__proto__']) {
    it(`is none of a system event "${name}"`, () => {
      expect(codeOf(() => decoded(systemHeaders(name), '{}'))).to.equal('WPS_HEADER_INVALID');
    });
  }
});

describe('a connect event', () => {
  it('has claims, query, headers, subprotocols and certificates of the client', () => {
    const body = {
      claims: { sub: ['ann'] },
      query: { a: ['1', '2'] },
      headers: { Host: ['x'] },
      subprotocols: ['p'],
      clientCertificates: [{ thumbprint: 'AB', content: 'PEM' }],
    };
    const { claims, query, headers, subprotocols, clientCertificates } = decodedAs(
      ConnectContext,
      systemHeaders('connect'),
      JSON.stringify(body),
    );
    expect({ claims, query, headers, subprotocols, clientCertificates }).to.deep.equal(body);
  });

  it('has none of them where the body leaves them out or has something else there', () => {
    for (const body of [
      '',
      '{}',
      '{"claims":null,"query":5,"headers":"x","subprotocols":null,"clientCertificates":{}}',
    ]) {
      const { claims, query, headers, subprotocols, clientCertificates } = decodedAs(
        ConnectContext,
        systemHeaders('connect'),
        body,
      );
      expect([claims, query, headers, subprotocols, clientCertificates]).to.deep.equal([{}, {}, {}, [], []]);
    }
  });

  it('has texts alone as values, and no __proto__', () => {
    const body = '{"query":{"a":"1","b":[1,"2",null],"__proto__":["x"]}}';
    expect(decodedAs(ConnectContext, systemHeaders('connect'), body).query).to.deep.equal({ a: ['1'], b: ['2'] });
  });
});

describe('a user event', () => {
  for (const [type, body, dataType, data] of [
    ['text/plain', 'grüße', 'text', 'grüße'],
    ['TEXT/PLAIN; charset=utf-8', '', 'text', ''],
    ['Text/Plain;charset="UTF-8" ; a=b', 'hi', 'text', 'hi'],
    ['Application/JSON; Charset=UTF-8', '"hi"', 'json', 'hi'],
    ['application/json', '{"a":[1,null]}', 'json', { a: [1, null] }],
    ['application/json', 'null', 'json', null],
  ] as const) {
    it(`of ${type} is ${dataType}`, () => {
      const context = user(type, body);
      expect([context.dataType, context.data, context.payload.toString()]).to.deep.equal([dataType, data, body]);
    });
  }

  for (const [type, dataType] of [
    ['application/octet-stream', 'binary'],
    ['Application/Octet-Stream; a=b', 'binary'],
    ['application/x-protobuf', 'protobuf'],
    ['APPLICATION/X-PROTOBUF; messageType="a.B"', 'protobuf'],
  ] as const) {
    it(`of ${type} keeps its bytes`, () => {
      const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
      const context = user(type, bytes);
      expect([context.dataType, context.data]).to.deep.equal([dataType, bytes]);
    });
  }

  it('keeps the letter case of its name', () => {
    expect(decoded(eventHeaders({ 'ce-eventName': 'sayHello' }), 'x').eventName).to.equal('sayHello');
  });

  it('nested a hundred thousand levels deep is refused', () => {
    const body = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(codeOf(() => user('application/json', body))).to.equal('WPS_BODY_INVALID');
  });

  it('of another type is refused, naming the type', () => {
    expect(codeOf(() => user('application/xml', '<a/>'))).to.equal('WPS_BODY_TYPE');
    expect(codeOf(() => user(undefined, 'x'))).to.equal('WPS_BODY_TYPE');
  });
});

describe('a notification', () => {
  it('of disconnecting has a reason, if the service gave one', () => {
    const reasons = ['{"reason":"bye"}', '{"reason":null}', '{}', ''].map(
      (body) => decodedAs(DisconnectedContext, systemHeaders('disconnected'), body).reason,
    );
    expect(reasons).to.deep.equal(['bye', undefined, undefined, undefined]);
  });

  it('of a group names it', () => {
    expect(decodedAs(GroupJoinedContext, groupHeaders('joined'), '{"group":"g"}').group).to.equal('g');
    expect(codeOf(() => decoded(groupHeaders('left'), '{}'))).to.equal('WPS_BODY_INVALID');
  });
});

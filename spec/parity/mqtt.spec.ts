import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { MqttConnectContext, MqttConnectedContext, MqttDisconnectedContext } from '../../lib/index.js';
import { answerOf } from '../support/parity.js';
import { systemHeaders } from '../support/signed-event.js';

const mqttHeaders = (name: string, session: object = { 'ce-sessionId': 's1' }) =>
  systemHeaders(name, { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1', ...session });

/** The body of a connect; `cGFzcw==` is the base64 of "pass". */
const connectOf = (protocolVersion: 4 | 5): string =>
  '{"claims":{"sub":["ann"]},"query":{},"headers":{},"subprotocols":["mqtt"],' +
  '"clientCertificates":[{"thumbprint":"ABCD","content":"PEM"}],' +
  `"mqtt":{"protocolVersion":${String(protocolVersion)},"username":"ann","password":"cGFzcw==",` +
  '"userProperties":[{"name":"a","value":"1"},{"name":"a","value":"2"}]}}';

/** How an MQTT connect is answered when a function does this. */
async function answerConnect(version: 4 | 5, run: (context: MqttConnectContext) => unknown) {
  class Devices {
    @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connect', clientProtocols: 'mqtt' })
    connect(context: MqttConnectContext): never {
      return run(context) as never;
    }
  }
  const headers = mqttHeaders('connect', {});
  const { status, body } = await answerOf([Devices], { headers, body: connectOf(version) });
  return { status, body: body === '' ? undefined : (JSON.parse(body) as unknown) };
}

const properties = [{ name: 'region', value: 'east' }];

describe('parity: MQTT in WebPubSubTriggerDispatcherTests', () => {
  it('18: a connect is read and accepted, or refused in the words of its version', async () => {
    const seen: unknown[] = [];
    const accepted = await answerConnect(5, ({ mqtt, clientCertificates, subprotocols }) => {
      seen.push(mqtt.protocolVersion, mqtt.username, mqtt.password?.toString(), mqtt.userProperties.length);
      seen.push(clientCertificates, subprotocols);
      return { userId: 'ann', mqtt: { userProperties: properties } };
    });
    expect(seen).to.deep.equal([5, 'ann', 'pass', 2, [{ thumbprint: 'ABCD', content: 'PEM' }], ['mqtt']]);
    expect(accepted).to.deep.equal({ status: 200, body: { userId: 'ann', mqtt: { userProperties: properties } } });
    const old = await answerConnect(4, () => ({ mqtt: { code: 5, reason: 'no' } }));
    expect(old).to.deep.equal({ status: 401, body: { mqtt: { code: 5, reason: 'no' } } });
    const refused = await answerConnect(5, () => ({ mqtt: { code: 135, reason: 'no', userProperties: properties } }));
    const packet = { code: 135, reason: 'no', userProperties: properties };
    expect(refused).to.deep.equal({ status: 401, body: { mqtt: packet } });
  });

  it('19: a connect is plain values, as a JavaScript function gets and answers them', async () => {
    const seen: unknown[] = [];
    await answerConnect(4, ({ mqtt: { password, ...rest }, physicalConnectionId, sessionId }) => {
      seen.push(JSON.parse(JSON.stringify(rest)), password, physicalConnectionId, sessionId);
    });
    const userProperties = [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ];
    const mqtt = { protocolVersion: 4, username: 'ann', userProperties };
    expect(seen).to.deep.equal([mqtt, Buffer.from('pass'), 'p1', undefined]);
  });

  it('20: connected tells of the network connection and the session', async () => {
    const seen: unknown[] = [];
    class Devices {
      @WebPubSubTrigger('chat', 'system', 'connected') connected(context: MqttConnectedContext): void {
        seen.push(context.constructor.name, context.connectionId, context.physicalConnectionId, context.sessionId);
      }
    }
    const { status } = await answerOf([Devices], { headers: mqttHeaders('connected'), body: '{}' });
    expect([status, ...seen]).to.deep.equal([200, 'MqttConnectedContext', 'c1', 'p1', 's1']);
  });

  it('21: disconnected tells of the reason, of who ended it, and of the packet', async () => {
    const seen: unknown[] = [];
    class Devices {
      @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'disconnected', clientProtocols: 'mqtt' })
      disconnected({ reason, mqtt }: MqttDisconnectedContext): void {
        seen.push([reason, mqtt]);
      }
    }
    const packet = { code: 4, userProperties: properties };
    const send = (mqtt: object) =>
      answerOf([Devices], { headers: mqttHeaders('disconnected'), body: JSON.stringify({ reason: 'bye', mqtt }) });
    await send({ initiatedByClient: true, disconnectPacket: packet });
    await send({ initiatedByClient: false, disconnectPacket: null });
    expect(seen).to.deep.equal([
      ['bye', { initiatedByClient: true, disconnectPacket: packet }],
      ['bye', { initiatedByClient: false, disconnectPacket: undefined }],
    ]);
  });
});

describe('parity: MQTT in ServiceRequestHandlerTests', () => {
  it('124: a refusal by a code of MQTT has the status that means the same', async () => {
    const statusOf = async (version: 4 | 5, code: number) =>
      (await answerConnect(version, () => ({ mqtt: { code } }))).status;
    const old = await Promise.all([1, 2, 3, 4, 5].map((code) => statusOf(4, code)));
    expect(old).to.deep.equal([400, 400, 503, 401, 401]);
    const codes = [128, 133, 134, 135, 138, 144, 151, 159];
    const statuses = await Promise.all(codes.map((code) => statusOf(5, code)));
    expect(statuses).to.deep.equal([500, 400, 401, 401, 403, 400, 429, 429]);
  });

  it('125: a general refusal is translated to the code of the version', async () => {
    const codesOf = async (code: string) => [
      (await answerConnect(4, () => ({ code, errorMessage: 'no' }))).body,
      (await answerConnect(5, () => ({ code, errorMessage: 'no' }))).body,
    ];
    const packets = (old: number, current: number) => [old, current].map((code) => ({ mqtt: { code, reason: 'no' } }));
    expect(await codesOf('unauthorized')).to.deep.equal(packets(5, 135));
    expect(await codesOf('userError')).to.deep.equal(packets(4, 134));
    expect(await codesOf('serverError')).to.deep.equal(packets(3, 136));
  });
});

describe('fault of C#: a code of MQTT that it does not know is an exception', () => {
  it('refuses the client here, with a word in the log alone', async () => {
    expect((await answerConnect(5, () => ({ mqtt: { code: 130 } }))).status).to.equal(400);
    expect((await answerConnect(5, () => ({ mqtt: { code: 7 } }))).status).to.equal(500);
  });

  it('and so does an MQTT connect whose function throws: server unavailable, without its text', async () => {
    const answer = await answerConnect(5, () => {
      throw new Error('the password is 1234');
    });
    expect(answer.status).to.equal(500);
    expect(JSON.stringify(answer.body)).to.include('136').and.not.include('1234');
  });
});

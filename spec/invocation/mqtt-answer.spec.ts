import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { UnauthorizedError } from '../../lib/errors.js';
import { encodeEvent, encodeFailure } from '../../lib/invocation/encode-event.js';
import { encodeMqttRefusal, isUserProperties } from '../../lib/invocation/mqtt-answer.js';
import { connectEvent } from '../../lib/testing/events.js';
import { mqttConnectEvent } from '../../lib/testing/mqtt-events.js';
import { serveControllers } from '../support/app.js';
import { answerOptions, bodyOf, json } from '../support/answers.js';
import { codeOf, messageOf } from '../support/define.js';
import { connectBody, systemHeaders } from '../support/signed-event.js';

const v5 = mqttConnectEvent();
const v4 = mqttConnectEvent({ mqtt: { protocolVersion: 4 } });
const userProperties = [{ name: 'a', value: '1' }];

describe('the refusal of an MQTT client', () => {
  it('has the code, reason and user properties that were returned', () => {
    const answer = encodeEvent(v5, { mqtt: { code: 138, reason: 'banned', userProperties } }, answerOptions);
    expect(answer).to.deep.equal({
      status: 403,
      headers: json,
      body: '{"mqtt":{"code":138,"reason":"banned","userProperties":[{"name":"a","value":"1"}]}}',
    });
  });

  it('has no user properties in version 3.1.1, which has none', () => {
    const answer = encodeEvent(v4, { mqtt: { code: 5, userProperties } }, answerOptions);
    expect([answer.status, answer.body]).to.deep.equal([401, '{"mqtt":{"code":5}}']);
  });

  it('is translated from every other form', () => {
    const set = mqttConnectEvent();
    set.statusCode = 429;
    const answers = [
      encodeEvent(v4, { code: 'unauthorized' }, answerOptions),
      encodeEvent(v5, { code: 'userError', errorMessage: 'no name' }, answerOptions),
      encodeEvent(set, undefined, answerOptions),
      encodeFailure(new UnauthorizedError('no'), v5),
      encodeFailure(new TypeError('secret'), v5),
    ];
    expect(answers.map((answer) => [answer.status, bodyOf(answer)])).to.deep.equal([
      [401, { mqtt: { code: 5 } }],
      [400, { mqtt: { code: 134, reason: 'no name' } }],
      [429, { mqtt: { code: 159 } }],
      [401, { mqtt: { code: 135, reason: 'no' } }],
      [500, { mqtt: { code: 136, reason: 'Internal Server Error' } }],
    ]);
  });

  it('with a code that its version does not have is a fault that names those it has', () => {
    for (const code of [0, 138, 1.5]) {
      const answer = () => encodeEvent(v4, { mqtt: { code } }, answerOptions);
      expect(codeOf(answer)).to.equal('WPS_ANSWER_INVALID');
      expect(messageOf(answer)).to.include('1, 2, 3, 4, 5 in version 3.1.1');
    }
  });

  it('is none for a client of another protocol', () => {
    expect(codeOf(() => encodeEvent(connectEvent(), { mqtt: { code: 5 } }, answerOptions))).to.equal(
      'WPS_ANSWER_INVALID',
    );
    expect(encodeFailure(new UnauthorizedError('no'), connectEvent()).body).to.equal('no');
  });

  it('leaves out user properties in the wrong form, for it refuses all the same', () => {
    const refusal = { status: 401, message: '', mqtt: { code: 135, userProperties: 'a' as never } };
    expect(encodeMqttRefusal(refusal, 5).body).to.equal('{"mqtt":{"code":135}}');
  });
});

describe('the acceptance of an MQTT client', () => {
  it('may carry user properties for CONNACK beside all that other clients are told', () => {
    expect(bodyOf(encodeEvent(v5, { userId: 'ann', mqtt: { userProperties } }, answerOptions))).to.deep.equal({
      userId: 'ann',
      mqtt: { userProperties },
    });
    expect(encodeEvent(v5, undefined, answerOptions).status).to.equal(204);
  });

  it('is never another "mqtt"', () => {
    for (const mqtt of ['a', {}, { userProperties: [{ name: 'a' }] }, { sessionPresent: true }]) {
      if (typeof mqtt === 'object' && Object.keys(mqtt).length === 0) continue;
      expect(codeOf(() => encodeEvent(v5, { mqtt }, answerOptions))).to.equal('WPS_ANSWER_INVALID');
    }
  });

  it('takes lists of names with values for user properties', () => {
    expect([[], userProperties, 'a', [null], [{ name: 1, value: 'a' }], undefined].map(isUserProperties)).to.deep.equal(
      [...[true, true, false, false, false, false]],
    );
  });
});

describe('an MQTT client over the wire', () => {
  @Hub('chat')
  class Devices {
    @WebPubSubTrigger({ eventType: 'system', eventName: 'connect', clientProtocols: 'mqtt' })
    connectDevice(): never {
      throw new Error('the database is down');
    }
    @WebPubSubTrigger() connect() {
      return { userId: 'other' };
    }
  }
  const headers = systemHeaders('connect', { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1' });
  const body = (mqtt: unknown) => JSON.stringify({ ...(JSON.parse(connectBody) as object), mqtt });

  it('goes before all clients to a function of its own, whose failure it is told in a packet', async () => {
    const answers = await serveControllers([Devices], async ({ send }) => [
      await send({ headers, body: body({ protocolVersion: 4 }) }),
      await send({ headers: systemHeaders('connect'), body: connectBody }),
    ]);
    expect(answers.map(({ status, body: answered }) => [status, answered])).to.deep.equal([
      [500, '{"mqtt":{"code":3,"reason":"Internal Server Error"}}'],
      [200, '{"userId":"other"}'],
    ]);
  });

  it('is answered 400 where the service does not say what its packet said', async () => {
    const { status } = await serveControllers([Devices], ({ send }) => send({ headers, body: connectBody }));
    expect(status).to.equal(400);
  });
});

import { expect } from 'chai';
import { mqttCodeOf, mqttCodes, statusOfMqttCode } from '../../lib/protocol/mqtt.js';

describe('the CONNACK codes of MQTT', () => {
  it('are HTTP statuses to the service, by version', () => {
    expect([1, 3, 5].map((code) => statusOfMqttCode(4, code))).to.deep.equal([400, 503, 401]);
    expect([135, 138, 136, 159, 130].map((code) => statusOfMqttCode(5, code))).to.deep.equal([401, 403, 503, 429, 400]);
  });

  it('refuse: success and codes of another version or packet are none', () => {
    expect([0, 6, 135].map((code) => statusOfMqttCode(4, code))).to.deep.equal([undefined, undefined, undefined]);
    expect([0, 5, 142, 1.5].map((code) => statusOfMqttCode(5, code))).to.deep.equal(Array(4).fill(undefined));
  });

  it('stand for the statuses that a function refuses with', () => {
    const statuses = [401, 400, 500, 403, 429, 404, 503];
    expect(statuses.map((status) => mqttCodeOf(4, status))).to.deep.equal([5, 4, 3, 5, 3, 4, 3]);
    expect(statuses.map((status) => mqttCodeOf(5, status))).to.deep.equal([135, 134, 136, 138, 159, 134, 136]);
  });

  it('are listed for messages', () => {
    expect(mqttCodes(4)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(mqttCodes(5)).to.include.members([128, 159]);
  });
});

import { expect } from 'chai';
import { isRefusal, refusalOf } from '../../lib/invocation/refusal.js';
import { connectEvent } from '../../lib/testing/events.js';
import { mqttConnectEvent } from '../../lib/testing/mqtt-events.js';

const unauthorized = { code: 'unauthorized', errorMessage: 'no' };
const refuses = (value: unknown): boolean => isRefusal(connectEvent(), value);
const banned = { mqtt: { code: 138, reason: 'banned' } };

describe('a refusal', () => {
  it('is told from other values, in the words of HTTP and of MQTT', () => {
    expect([unauthorized, { code: 'userError' }, banned].map(refuses)).to.deep.equal([true, true, true]);
    const others = [undefined, {}, { code: 'no' }, { code: 'userError', userId: 'a' }, { mqtt: {} }, { mqtt: 138 }];
    expect(others.map(refuses)).to.deep.equal(Array(6).fill(false));
  });

  it('is one in any letter case: C# writes its codes with a capital', () => {
    expect(refuses({ code: 'Unauthorized' })).to.equal(true);
    expect(refusalOf(connectEvent(), { code: 'UserError' })).to.deep.equal({ status: 400, message: '' });
  });

  it('is what was returned before what was set', () => {
    const context = connectEvent();
    context.statusCode = 403;
    expect(refusalOf(context, unauthorized)).to.deep.equal({ status: 401, message: 'no' });
    expect(refusalOf(context, { roles: ['r'] })).to.deep.equal({ status: 403, message: '' });
  });

  it('is none where nothing refuses', () => {
    expect(refusalOf(connectEvent(), { userId: 'ann' })).to.equal(undefined);
  });

  it('by a code of MQTT has the status that means the same', () => {
    expect(refusalOf(mqttConnectEvent(), banned)).to.deep.equal({ status: 403, message: 'banned', ...banned });
  });

  it('by a code of MQTT is none for another client, and for another version', () => {
    expect(refusalOf(connectEvent(), banned)).to.equal(undefined);
    expect(refusalOf(mqttConnectEvent({ mqtt: { protocolVersion: 4 } }), banned)).to.equal(undefined);
  });
});

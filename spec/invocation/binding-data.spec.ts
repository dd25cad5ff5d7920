import { expect } from 'chai';
import { bindingDataOf } from '../../lib/invocation/binding-data.js';
import { connectedEvent, disconnectedEvent } from '../../lib/testing/events.js';
import { mqttConnectedEvent } from '../../lib/testing/mqtt-events.js';

describe('the data of an event by name', () => {
  it('has the words of the seed and the connection context of C#', () => {
    const data = bindingDataOf(connectedEvent({ hub: 'chat', connectionId: 'c1', userId: 'ann' }), {});
    expect(data).to.include({ event: 'connected', eventName: 'connected', hub: 'chat', connectionId: 'c1' });
    expect(data['connectionContext']).to.include({ hub: 'chat', connectionId: 'c1', userId: 'ann' });
  });

  it('has the parts of the event, alone and in the request of C#', () => {
    const { reason, request, connectionContext } = disconnectedEvent({ reason: 'bye' }).bindingData;
    expect([reason, request]).to.deep.equal(['bye', { connectionContext, reason: 'bye' }]);
  });

  it('tells the network connection and the session of an MQTT client, and of no other', () => {
    const [other, mqtt] = [connectedEvent(), mqttConnectedEvent()].map(
      (context) => bindingDataOf(context, {})['connectionContext'],
    );
    expect(other).to.not.have.any.keys('physicalConnectionId', 'sessionId');
    expect(mqtt).to.include({ physicalConnectionId: 'physical1', sessionId: 'session1' });
  });
});

import { expect } from 'chai';
import { commonBindingData } from '../../lib/invocation/binding-data.js';
import { connectedEvent } from '../../lib/testing/events.js';
import { mqttConnectedEvent } from '../../lib/testing/mqtt-events.js';

describe('the data of an event by name', () => {
  it('has the words of the seed and the connection context of C#', () => {
    const data = commonBindingData(connectedEvent({ hub: 'chat', connectionId: 'c1', userId: 'ann' }));
    expect(data).to.include({ event: 'connected', eventName: 'connected', hub: 'chat', connectionId: 'c1' });
    expect(data['connectionContext']).to.include({ hub: 'chat', connectionId: 'c1', userId: 'ann' });
  });

  it('tells the network connection and the session of an MQTT client, and of no other', () => {
    const [other, mqtt] = [connectedEvent(), mqttConnectedEvent()].map(
      (context) => commonBindingData(context)['connectionContext'],
    );
    expect(other).to.not.have.any.keys('physicalConnectionId', 'sessionId');
    expect(mqtt).to.include({ physicalConnectionId: 'physical1', sessionId: 'session1' });
  });
});

import { expect } from 'chai';
import { clientOf, headersOfEvent } from '../../lib/testing/event-request.js';

const origin = { hostname: 'localhost', accessKeys: ['k'] };
const event = {
  ...({ hub: 'chat', eventType: 'user', eventName: 'say', eventId: 3 } as const),
  ...{ body: 'hi', contentType: 'text/plain', state: 'e30=' },
};
const headersFor = (client: object, more: object = {}) =>
  headersOfEvent({ ...event, client: clientOf(client, 'user'), ...more }, origin, new Date(0));

describe('the headers of an event', () => {
  it('are those of the service', () => {
    const headers = headersFor({ userId: 'ann' }, { metadata: { Trace: 't1' }, headers: { 'X-Own': '1' } });
    expect(headers).to.include({ 'ce-type': 'azure.webpubsub.user.say', 'ce-id': '3', 'ce-userid': 'ann' });
    expect(headers).to.include({ 'ce-connectionstate': 'e30=', 'x-webpubsub-metadata-trace': 't1', 'x-own': '1' });
    expect(headers).to.include({ 'ce-source': '/hubs/chat/client/connection1', 'ce-time': '1970-01-01T00:00:00Z' });
    expect(headers).not.to.have.any.keys('ce-subprotocol', 'ce-physicalconnectionid', 'ce-sessionid');
  });

  it('tell of the session of an MQTT client, and of the connection below it', () => {
    expect(headersFor({ connectionId: 'c1', subprotocol: 'mqtt' })).to.include({
      'ce-subprotocol': 'mqtt',
      'ce-physicalconnectionid': 'physical1',
      'ce-sessionid': 'session1',
      'ce-source': '/hubs/chat/client/c1/physical1',
    });
    expect(clientOf({ mqtt: {} }, 'connect')).not.to.have.property('sessionId');
  });
});

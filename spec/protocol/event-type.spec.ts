import { expect } from 'chai';
import fc from 'fast-check';
import { eventTypes, formatEventType, isBlocking, parseEventType } from '../../lib/protocol/event-type.js';

describe('the type of an event', () => {
  it('is written as the service writes it', () => {
    expect(formatEventType('system', 'connect')).to.equal('azure.webpubsub.sys.connect');
    expect(formatEventType('user', 'message')).to.equal('azure.webpubsub.user.message');
  });

  it('is read from what is written, in any case', () => {
    expect(parseEventType('azure.webpubsub.sys.connected')).to.equal('system');
    expect(parseEventType('Azure.WebPubSub.User.message')).to.equal('user');
    expect(parseEventType(formatEventType('group', 'joined'))).to.equal('group');
  });

  it('is unknown where the service has no such type', () => {
    expect(parseEventType('com.example.event')).to.equal(undefined);
  });

  it('says whether the service waits for the answer', () => {
    expect(isBlocking('system', 'connect')).to.equal(true);
    expect(isBlocking('user', 'connected')).to.equal(true);
    expect(isBlocking('system', 'connected')).to.equal(false);
    expect(isBlocking('group', 'joined')).to.equal(false);
  });

  it('is read back as it was written, and of any other text is none, without a throw', () => {
    const name = fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/);
    fc.assert(
      fc.property(fc.constantFrom(...eventTypes), name, (eventType, eventName) => {
        expect(parseEventType(formatEventType(eventType, eventName))).to.equal(eventType);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void expect(parseEventType(text)).to.equal(undefined)));
  });
});

import { expect } from 'chai';
import {
  connectedEvent,
  connectEvent,
  disconnectedEvent,
  groupJoinedEvent,
  groupLeftEvent,
  userEvent,
} from '../../lib/testing/events.js';
import { messageOf } from '../support/define.js';

describe('events for unit tests', () => {
  it('need no argument', () => {
    const names = [connectEvent(), connectedEvent(), disconnectedEvent(), groupJoinedEvent(), groupLeftEvent()].map(
      ({ eventType, eventName }) => `${eventType} ${eventName}`,
    );
    expect(names).to.deep.equal([
      'system connect',
      'system connected',
      'system disconnected',
      'group joined',
      'group left',
    ]);
  });

  it('take what the test says', () => {
    const { userId, query } = connectEvent({ userId: 'ann', query: { room: ['1'] } });
    expect([userId, query]).to.deep.equal(['ann', { room: ['1'] }]);
  });

  it('take a member that is undefined for one that is not said', () => {
    const unsaid = { hub: undefined, connectionId: undefined, dataType: undefined, eventName: undefined } as object;
    const { hub, connectionId, dataType, eventName } = userEvent({ data: 'hi', ...unsaid });
    const { group } = groupJoinedEvent({ group: undefined } as object);
    expect([hub, connectionId, dataType, eventName, group]).to.deep.equal([
      ...['hub', 'connection1', 'text', 'message', 'group1'],
    ]);
  });

  for (const [data, dataType, payload] of [
    ['hi', 'text', 'hi'],
    [{ a: 1 }, 'json', '{"a":1}'],
    [Buffer.from('raw'), 'binary', 'raw'],
  ] as const) {
    it(`infer ${dataType} from the data`, () => {
      const context = userEvent({ data });
      expect([context.dataType, context.payload.toString()]).to.deep.equal([dataType, payload]);
    });
  }

  it('refuse data that its type cannot be', () => {
    expect(() => userEvent({ data: 'text', dataType: 'binary' })).to.throw('dataType "binary"');
  });

  it('take a payload that says what the data says', () => {
    const payload = Buffer.from('{ "a": 1 }');
    expect(userEvent({ data: { a: 1 }, payload }).payload).to.equal(payload);
  });

  for (const [what, make, words] of [
    [
      'bytes as JSON',
      () => userEvent({ data: Buffer.from('x'), dataType: 'json' }),
      'bytes as data with dataType "json"',
    ],
    ['a number as text', () => userEvent({ data: 5, dataType: 'text' }), 'dataType "text" and data that is no string'],
    ['no data', () => userEvent({} as { data: string }), 'userEvent was given no data'],
    [
      'another payload',
      () => userEvent({ data: 'hi', payload: Buffer.from('bye') }),
      'a payload that says something else',
    ],
    ['a typo', () => userEvent({ data: '', usreId: 'ann' } as { data: string }), 'userEvent takes no "usreId"'],
    ['another type', () => userEvent({ data: '', dataType: 'jsno' as 'json' }), '"text" or "json"'],
    ['another event', () => connectEvent({ eventName: 'connected' } as object), 'It makes the event "connect"'],
    [
      'a system event',
      () => userEvent({ data: '', eventType: 'system' } as { data: string }),
      'It makes events of users',
    ],
    ['a text for a list', () => connectEvent({ query: { room: 'red' } } as object), '{ room: ["red"] }'],
    ['MQTT', () => connectEvent({ subprotocol: 'mqtt' }), 'Make it with mqttConnectEvent.'],
    ['a session without MQTT', () => disconnectedEvent({ sessionId: 's1' }), 'does not speak MQTT'],
    ['a reason of connected', () => connectedEvent({ reason: 'bye' } as object), 'connectedEvent takes no "reason"'],
    ['no group name', () => groupJoinedEvent({ group: ' ' }), 'Give it a group name'],
  ] as const) {
    it(`are never made of ${what}`, () => {
      expect(messageOf(make)).to.include(words);
    });
  }

  it('take a string as a JSON value where the test says so', () => {
    expect(userEvent({ data: 'hi', dataType: 'json' }).payload.toString()).to.equal('"hi"');
  });
});

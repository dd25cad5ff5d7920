import { expect } from 'chai';
import {
  connectedEvent,
  connectEvent,
  disconnectedEvent,
  groupJoinedEvent,
  groupLeftEvent,
  userEvent,
} from '../../lib/testing/events.js';

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
    expect(() => userEvent({ data: 'text', dataType: 'binary' })).to.throw(TypeError, 'dataType "binary"');
  });

  it('take a string as a JSON value where the test says so', () => {
    expect(userEvent({ data: 'hi', dataType: 'json' }).payload.toString()).to.equal('"hi"');
  });
});

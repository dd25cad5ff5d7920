import { expect } from 'chai';
import { readEventName, requestOf } from '../../../lib/cli/trigger/event.js';

const given = { connectionString: 'Endpoint=https://a;AccessKey=k;', content: undefined };

describe('an event of the command line', () => {
  for (const [operand, values, expected] of [
    ['chat/connect', {}, { hub: 'chat', eventType: 'system', eventName: 'connect' }],
    ['chat/joined', {}, { hub: 'chat', eventType: 'user', eventName: 'joined' }],
    ['chat/joined', { group: 'g' }, { hub: 'chat', eventType: 'group', eventName: 'joined' }],
  ] as const) {
    it(`is ${expected.eventType}: ${operand} ${JSON.stringify(values)}`, () => {
      expect(readEventName(operand, values)).to.deep.equal(expected);
    });
  }

  it('goes to the app of whoever starts with the docs', () => {
    const { url, headers } = requestOf(readEventName('chat/message', {}), { subprotocol: ['p'] }, given);
    expect(url).to.equal('http://localhost:3000/api/webpubsub/hubs/chat');
    expect(headers).to.include({ 'ce-subprotocol': 'p' });
  });

  it('needs a hub', () => {
    expect(() => readEventName('/message', {})).to.throw('is no event');
  });
});

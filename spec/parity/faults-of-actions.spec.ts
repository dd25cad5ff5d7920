import { expect } from 'chai';
import { WebPubSub, WebPubSubTrigger } from '../../lib/index.js';
import type { AsyncCollector, WebPubSubEvent } from '../../lib/index.js';
import { answerOf, sentBy } from '../support/parity.js';
import { textOf } from '../support/recording-log.js';
import { systemHeaders } from '../support/signed-event.js';

// Section 3: output actions, their validation and their errors.

/** What the service gets for an item, and what the log says. */
async function outcomeOf(item: unknown) {
  const { calls, answer } = await sentBy((out) => out.add(item as WebPubSubEvent));
  return { calls, status: answer.status, said: textOf(answer.lines, 'error') };
}

describe('fault of C#: an unknown action is called "item"', () => {
  it('is called by its name here, with the one that was meant', async () => {
    const { said } = await outcomeOf({ actionName: 'sendToGruop', group: 'g1', data: 'hi' });
    expect(said).to.include('There is no action "sendToGruop".').and.include('did you mean "sendToGroup"?');
  });
});

describe('fault of C#: a missing dataType means binary', () => {
  for (const [what, data, contentType] of [
    ['a string is text', 'hi', 'text/plain'],
    ['an object is JSON', { a: 1 }, 'application/json'],
    ['an array is JSON', [1], 'application/json'],
    ['a number is JSON', 1, 'application/json'],
    ['bytes are binary', Buffer.from('hi'), 'application/octet-stream'],
  ] as const) {
    it(`${what} here`, async () => {
      const { calls } = await outcomeOf({ actionName: 'sendToAll', data });
      expect(calls[0]?.contentType).to.satisfy((type: string) => type.startsWith(contentType));
    });
  }
});

describe('fault of C#: what is missing is found by nobody, or by a null reference', () => {
  for (const [field, item] of [
    ['data', { actionName: 'sendToAll' }],
    ['group', { actionName: 'sendToGroup', data: 'hi' }],
    ['userId', { actionName: 'sendToUser', data: 'hi' }],
    ['connectionId', { actionName: 'sendToConnection', data: 'hi' }],
    ['group', { actionName: 'addUserToGroup', userId: 'ann' }],
    ['permission', { actionName: 'grantPermission', connectionId: 'c2' }],
  ] as const) {
    it(`${item.actionName} without ${field} is refused by name here, and nothing is sent`, async () => {
      const { calls, status, said } = await outcomeOf(item);
      expect([calls.length, status]).to.deep.equal([0, 500]);
      expect(said).to.include(`The field "${field}" of an output of the kind ${item.actionName} is missing.`);
    });
  }
});

describe('fault of C#: a wrong item fails late or not at all', () => {
  it('an unknown dataType is refused by name', async () => {
    const { calls, said } = await outcomeOf({ actionName: 'sendToAll', data: 'hi', dataType: 'xml' });
    expect([calls.length, said.includes('The field "dataType"')]).to.deep.equal([0, true]);
  });

  it('a field that the action does not have is refused by name', async () => {
    const { calls, said } = await outcomeOf({ actionName: 'sendToAll', data: 'hi', exclude: ['c1'] });
    expect(calls).to.deep.equal([]);
    expect(said).to.include('has no "exclude"');
  });
});

describe('fault of C#: a failure in connected or disconnected is lost', () => {
  it('is answered 200 here too, but is logged and reaches onError', async () => {
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'connected')
      async connected(_: unknown, @WebPubSub() out: AsyncCollector): Promise<void> {
        await out.add({ actionName: 'sendToAll' } as unknown as WebPubSubEvent);
      }
    }
    const errors: unknown[] = [];
    const request = { headers: systemHeaders('connected'), body: '{}' };
    const { status, lines } = await answerOf([Chat], request, { onError: (error) => errors.push(error) });
    expect([status, errors.length]).to.deep.equal([200, 1]);
    expect(textOf(lines, 'error')).to.include('Chat.connected');
  });
});

describe('fault of C#: every add is a call of its own, in the middle of the function', () => {
  it('nothing leaves here when the function throws afterwards', async () => {
    const { calls, answer } = await sentBy(async (out) => {
      await out.add({ message: 'hi' });
      throw new Error('after all');
    });
    expect([calls.length, answer.status]).to.deep.equal([0, 500]);
    expect(textOf(answer.lines)).to.include('discarded');
  });
});

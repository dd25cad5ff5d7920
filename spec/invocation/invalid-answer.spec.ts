import { expect } from 'chai';
import { invalidAnswer } from '../../lib/invocation/invalid-answer.js';
import { userEvent } from '../../lib/testing/events.js';

describe('an answer that its event does not take', () => {
  it('fails the function, naming it, its event, and what to do', () => {
    const details = { problem: 'a cycle', remedy: 'Return a text.' };
    const { message } = invalidAnswer(userEvent({ data: 'x' }), 'Chat.f', details);
    expect(message).to.match(/^Chat\.f answered .*message.* with a cycle\. Return a text\.$/);
  });
});

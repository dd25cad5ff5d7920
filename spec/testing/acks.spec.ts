import { expect } from 'chai';
import { Acks } from '../../lib/testing/acks.js';
import { rejectionOf } from '../support/performs.js';

function asked(milliseconds = 1_000, send = async (_ackId: number): Promise<void> => {}) {
  const acks = new Acks();
  const request = { what: 'joinGroup("red") of Ann', milliseconds, instead: () => 'Nothing came at all.', send };
  return { acks, answer: acks.ask(request) };
}

describe('the requests of a client', () => {
  it('are over when the service acknowledges them', async () => {
    const { acks, answer } = asked();
    acks.take({ ackId: 1, success: true });
    expect(await answer).to.deep.equal({ ackId: 1, success: true });
    acks.take({ ackId: 1, success: true });
  });

  it('reject with name and words of the service, and say which they were', async () => {
    const { acks, answer } = asked();
    acks.take({ ackId: 1, success: false, error: { name: 'Forbidden', message: 'No role.' } });
    expect(await rejectionOf(answer)).to.include({
      name: 'Forbidden',
      message: 'joinGroup("red") of Ann failed: Forbidden: No role.',
    });
  });

  it('reject when nobody answers, and tell what came instead', async () => {
    const { message } = await rejectionOf(asked(1).answer);
    expect(message).to.equal(
      'joinGroup("red") of Ann was not acknowledged within 1 ms. Does its function return? Nothing came at all.',
    );
  });

  it('reject with the end of the connection', async () => {
    const { acks, answer } = asked();
    acks.end('the connection has ended with 1006');
    const { message } = await rejectionOf(answer);
    expect(message).to.equal('joinGroup("red") of Ann was not acknowledged: the connection has ended with 1006.');
  });

  it('reject where they cannot be sent', async () => {
    const { answer } = asked(1_000, async () => {
      throw new Error('not open');
    });
    expect((await rejectionOf(answer)).message).to.equal('not open');
  });
});

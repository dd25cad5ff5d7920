import { expect } from 'chai';
import { tappedFrame } from '../../../lib/emulator/tap/tapped-frame.js';

const who = { hub: 'chat', connectionId: 'c1' };

describe('a frame in the tap', () => {
  it('has what names it, and its message', () => {
    const message = { dataType: 'text', data: 'hi' } as const;
    const frame = { type: 'sendToGroup', group: 'g', noEcho: false, ackId: 7n, message } as const;
    expect(tappedFrame(who, frame, 60)).to.deep.equal({
      ...who,
      type: 'sendToGroup',
      bytes: 60,
      group: 'g',
      ackId: 7,
      message,
    });
  });

  it('says how an ack failed', () => {
    const error = { name: 'Forbidden', message: 'no' } as const;
    expect(tappedFrame(who, { type: 'ack', ackId: 1n, error }, 1)).to.include({ ackId: 1, error: 'Forbidden' });
  });

  it('ties the frames of a stream and of an invocation by their ids', () => {
    const reply = { dataType: 'text', data: '5' } as const;
    const answer = { type: 'invokeResponse', invocationId: 'i', outcome: { reply } } as const;
    expect(tappedFrame(who, answer, 1)).to.deep.include({ invocationId: 'i', message: reply });
    const failed = {
      type: 'invokeResponse',
      invocationId: 'i',
      outcome: { error: { name: 'NotFound', message: 'no' } },
    } as const;
    expect(tappedFrame(who, failed, 1)).to.include({ error: 'NotFound' });
    const part = { type: 'streamData', streamId: 's', part: { sequenceId: 1, message: reply } } as const;
    expect(tappedFrame(who, part, 1)).to.deep.include({ streamId: 's', message: reply });
  });

  it('is plain data: an id that no number holds is a text', () => {
    const frame = { type: 'sequenceAck', sequenceId: 18_446_744_073_709_551_615n } as const;
    expect(JSON.parse(JSON.stringify(tappedFrame(who, frame, 1)))).to.include({ sequenceId: '18446744073709551615' });
  });

  it('shows neither the token of a reconnection nor the words of a farewell as a message', () => {
    const connected = { type: 'connected', connectionId: 'c1', userId: 'ann', reconnectionToken: 'secret' } as const;
    expect(JSON.stringify(tappedFrame(who, connected, 9))).to.not.include('secret');
    expect(tappedFrame(who, { type: 'disconnected', message: 'bye' }, 9)).to.not.have.property('message');
  });
});

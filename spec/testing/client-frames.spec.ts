import { expect } from 'chai';
import { bareMessage, frameContent, messageOf, replyOf } from '../../lib/testing/client-frames.js';

describe('the frames of a client', () => {
  it('carry texts, bytes and values', () => {
    expect(frameContent('hi')).to.deep.equal({ dataType: 'text', data: 'hi' });
    expect(frameContent(Buffer.from([1]))).to.deep.equal({ dataType: 'binary', data: 'AQ==' });
    expect(frameContent({ a: 1 })).to.deep.equal({ dataType: 'json', data: { a: 1 } });
  });

  it('are read as messages, of a group or of the server', () => {
    const ofServer = { type: 'message', from: 'server', dataType: 'binary', data: 'AQ==' };
    expect(messageOf(ofServer)).to.deep.equal({ from: 'server', dataType: 'binary', data: Buffer.from([1]) });
    const metadata = { trace: '1' };
    const ofGroup = { from: 'group', group: 'red', fromUserId: null, dataType: 'json', data: 1, metadata };
    expect(messageOf({ type: 'message', ...ofGroup })).to.deep.equal(ofGroup);
  });

  it('are read as the answer to an invocation, or none', () => {
    expect(replyOf({ dataType: 'binary', data: 'AQ==' })).to.deep.equal({ dataType: 'binary', data: Buffer.from([1]) });
    expect(replyOf({})).to.deep.equal({ data: undefined });
  });

  it('are missing for a simple client, which has the content alone', () => {
    expect(bareMessage(Buffer.from('hi'), false)).to.deep.equal({ data: 'hi', dataType: 'text' });
    expect(bareMessage(Buffer.from([1]), true)).to.deep.equal({ data: Buffer.from([1]), dataType: 'binary' });
  });
});

import { expect } from 'chai';
import { badRequest } from '../../../lib/emulator/broker/refusals.js';
import { refusalAnswer, textAnswer, unauthorizedAnswer } from '../../../lib/emulator/rest/answers.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';
import { tappedAnswer, tappedCall } from '../../../lib/emulator/rest/tapped-call.js';

const request = (method: string, path: string) => ({
  ...{ method, path, query: new RestQuery(''), host: 'h', headerNames: [] },
  header: () => undefined,
  readBody: async () => Buffer.alloc(0),
});

describe('a call in the tap', () => {
  it('has the operation and the hub that it names', () => {
    const path = '/api/hubs/Chat/groups/g/:send';
    expect(tappedCall(request('POST', path))).to.deep.equal({
      hub: 'chat',
      method: 'POST',
      path,
      operation: 'sendToGroup',
    });
    expect(tappedCall(request('GET', '/api/x'))).to.deep.equal({ method: 'GET', path: '/api/x' });
  });

  it('says why the answer is no, also in words', () => {
    expect(tappedAnswer(textAnswer(501, 'no {'))).to.deep.equal({ status: 501, why: 'no {' });
    expect(tappedAnswer({ status: 202 })).to.deep.equal({ status: 202 });
    expect(tappedAnswer(refusalAnswer(badRequest('Too long.')))).to.deep.equal({ status: 400, why: 'Too long.' });
    expect(tappedAnswer(unauthorizedAnswer('There is no bearer token.')).why).to.include('There is no bearer token.');
    expect(tappedAnswer({ status: 415 })).to.deep.equal({ status: 415 });
  });
});

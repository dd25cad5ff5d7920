import { expect } from 'chai';
import { readEventAnswer } from '../../lib/testing/read-event-answer.js';

const json = { 'Content-Type': 'application/json' };
const answer = (eventName: string, status: number, body: string | null, headers: Record<string, string> = {}) =>
  readEventAnswer({ eventName }, new Response(body, { status, headers }));

describe('an answer to an event', () => {
  it('is a message that comes back, and the state that is kept', async () => {
    const states = Buffer.from('{"n":1}').toString('base64');
    const read = await answer('message', 200, '{"a":1}', { ...json, 'ce-connectionState': states });
    expect(read).to.deep.equal({
      ...{ status: 200, body: { a: 1 }, states: { n: 1 } },
      client: { outcome: 'message', message: { dataType: 'json', data: { a: 1 } } },
    });
  });

  it('is nothing but an acknowledgement where it is empty', async () => {
    const { body, client } = await answer('message', 204, null);
    expect([body, client]).to.deep.equal([undefined, { outcome: 'acknowledged' }]);
  });

  it('lets a client in', async () => {
    const { client } = await answer('connect', 200, '{"userId":"ann","roles":["r"],"subProtocol":"p"}', json);
    expect(client).to.deep.equal({ outcome: 'connected', userId: 'ann', roles: ['r'], subprotocol: 'p' });
  });

  it('keeps a client out', async () => {
    const { client } = await answer('connect', 401, 'not you');
    expect(client).to.deep.equal({ outcome: 'refused', status: 401, body: 'not you' });
  });

  it('keeps a client out where connect has no meaning for it', async () => {
    const { client } = await answer('connect', 200, '[1]', json);
    expect(client).to.include({ outcome: 'refused', status: 500 }).and.have.property('problem');
  });

  for (const [body, headers, problem] of [
    ['{', json, 'the app answered with JSON that is none'],
    ['<p>', { 'Content-Type': 'text/html' }, 'the app answered with the content type text/html'],
  ] as const) {
    it(`is a failure: ${problem}`, async () => {
      expect((await answer('message', 200, body, headers)).client).to.deep.equal({ outcome: 'failed', problem });
    });
  }

  it('of a notification reaches no client, good or bad', async () => {
    expect((await answer('connected', 204, null)).client).to.deep.equal({ outcome: 'nothing' });
    const problem = 'the app answered 404';
    expect((await answer('disconnected', 404, '')).client).to.deep.equal({ outcome: 'nothing', problem });
  });
});

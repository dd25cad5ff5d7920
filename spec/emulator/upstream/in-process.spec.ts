import { expect } from 'chai';
import { callInProcess, type EventFunction, type EventRequest } from '../../../lib/emulator/upstream/in-process.js';

const call = { url: 'http://app/a?b=c', method: 'POST', headers: { 'ce-id': '1' }, body: 'é' } as const;
const signal = new AbortController().signal;
const failure = async (handle: unknown) => {
  const reason: unknown = await callInProcess(handle as EventFunction)(call, signal).catch((error: unknown) => error);
  return [(reason as Error).message, 'code' in (reason as Error)];
};

describe('an event handler in process', () => {
  it('gets path, headers and bytes', async () => {
    const seen: EventRequest[] = [];
    await callInProcess((request) => (seen.push(request), { status: 204 }))(call, signal);
    expect(seen).to.deep.equal([{ method: 'POST', url: '/a?b=c', headers: [['ce-id', '1']], body: Buffer.from('é') }]);
  });

  it('answers like one over HTTP', async () => {
    const headers = { 'Content-Type': 'text/plain', 'Set-Cookie': ['a=1', 'b=2'] };
    const answer = await callInProcess(async () => ({ status: 200, headers, body: 'é' }))(call, signal);
    expect([answer.status, answer.body]).to.deep.equal([200, Buffer.from('é')]);
    expect(answer.headerNames).to.deep.equal(['content-type', 'set-cookie']);
    const lines = ['content-type', 'set-cookie', 'other'].map(answer.lines);
    expect(lines).to.deep.equal([['text/plain'], ['a=1', 'b=2'], []]);
  });

  it('that throws is no broken connection, whatever the error says', async () => {
    const broken = Object.assign(new Error('no database'), { code: 'ECONNREFUSED' });
    expect(await failure(() => Promise.reject(broken))).to.deep.equal(['it threw no database', false]);
  });

  it('must answer', async () => {
    for (const answer of [undefined, null, {}, { status: '200' }, { status: 99 }, { status: 101 }]) {
      const message = 'it returned no answer with a status from 200 to 599';
      expect(await failure(() => answer)).to.deep.equal([message, false]);
    }
  });

  it('is not waited for when the call is given up', async () => {
    const left = new AbortController();
    const calling = callInProcess(() => new Promise(() => {}))(call, left.signal).catch((error: unknown) => error);
    left.abort();
    expect(await calling).to.have.property('name', 'AbortError');
  });
});

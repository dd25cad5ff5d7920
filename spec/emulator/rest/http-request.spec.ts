import { expect } from 'chai';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { readRestRequest, writeRestAnswer } from '../../../lib/emulator/rest/http-request.js';
import type { RestAnswer } from '../../../lib/emulator/rest/rest-message.js';

function requestOf(url: string, chunks: readonly string[] = []): IncomingMessage {
  const headers = { host: 'h', 'set-cookie': ['a', 'b'] };
  return Object.assign(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), {
    url,
    method: 'GET',
    headers,
  }) as never;
}

describe('a request of node:http', () => {
  it('is read with its path as it stood', () => {
    const { method, path, query, host, header } = readRestRequest(requestOf('/a%2Fb?x=1?2'));
    expect([method, path, query.one('x'), host, header('set-cookie'), header('none')]).to.deep.equal([
      'GET',
      '/a%2Fb',
      '1?2',
      'h',
      'a',
      undefined,
    ]);
  });

  it('has its body within a limit', async () => {
    expect((await readRestRequest(requestOf('/', ['ab', 'c'])).readBody(3)).toString()).to.equal('abc');
    const error = await readRestRequest(requestOf('/', ['ab', 'cd']))
      .readBody(3)
      .catch((reason: unknown) => reason);
    expect(String(error)).to.include('more than 3 bytes');
  });
});

describe('an answer to node:http', () => {
  function headsOf(method: string, answers: readonly RestAnswer[]): readonly object[] {
    const heads: object[] = [];
    const writeHead = (_: number, headers: object) => heads.push(headers);
    const response = { req: { method }, writeHead, end: () => undefined } as unknown as ServerResponse;
    for (const answer of answers) writeRestAnswer(response, answer);
    return heads;
  }

  it('has a length unless it is 204', () => {
    const heads = headsOf('POST', [{ status: 200, body: 'ä' }, { status: 202 }, { status: 204 }]);
    expect(heads).to.deep.equal([{ 'content-length': 2 }, { 'content-length': 0 }, {}]);
  });

  // recorded (2024-12-01): the 200 of a HEAD call has no Content-Length, its 404 that of its body.
  it('to a HEAD call has a length where there would be a body', () => {
    expect(headsOf('HEAD', [{ status: 200 }, { status: 404, body: 'x' }])).to.deep.equal([{}, { 'content-length': 1 }]);
  });

  it('is none where the connection is to break', () => {
    const calls: string[] = [];
    const response = { writeHead: () => calls.push('head'), destroy: () => calls.push('destroy') };
    writeRestAnswer(response as unknown as ServerResponse, { status: 202, isCut: true });
    expect(calls).to.deep.equal(['destroy']);
  });
});

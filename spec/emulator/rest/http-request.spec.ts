import { expect } from 'chai';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { readRestRequest, writeRestAnswer } from '../../../lib/emulator/rest/http-request.js';

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
  it('has a length unless it is 204', () => {
    const heads: object[] = [];
    const response = { writeHead: (_: number, headers: object) => heads.push(headers), end: () => undefined };
    for (const answer of [{ status: 200, body: 'ä' }, { status: 202 }, { status: 204 }]) {
      writeRestAnswer(response as unknown as ServerResponse, answer);
    }
    expect(heads).to.deep.equal([{ 'content-length': 2 }, { 'content-length': 0 }, {}]);
  });

  it('is none where the connection is to break', () => {
    const calls: string[] = [];
    const response = { writeHead: () => calls.push('head'), destroy: () => calls.push('destroy') };
    writeRestAnswer(response as unknown as ServerResponse, { status: 202, isCut: true });
    expect(calls).to.deep.equal(['destroy']);
  });
});

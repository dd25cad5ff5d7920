import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { deflateSync, gzipSync } from 'node:zlib';
import { createPipelineRequest, type PipelineRequest } from '@azure/core-rest-pipeline';
import { expect } from 'chai';
import { Transport } from '../../lib/service/transport.js';
import { rejectionOf } from '../support/performs.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** What a request over the transport comes to, at a server that answers so. */
async function sent(answer: Answer, given: Partial<PipelineRequest> = {}) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=c`;
  try {
    const request = createPipelineRequest({ url, allowInsecureConnection: true });
    Object.assign(request, given);
    return await new Transport().sendRequest(request);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const echo: Answer = (request, response) => {
  response.writeHead(200, { 'X-Method': request.method ?? '', 'X-Url': request.url ?? '' });
  request.pipe(response);
};

describe('the transport of calls', () => {
  for (const body of ['grüß', Buffer.from('bytes'), '']) {
    it(`sends ${typeof body} of ${body.length} and reads the answer`, async () => {
      const { status, headers, bodyAsText } = await sent(echo, { method: 'POST', body });
      expect([status, headers.get('X-Method'), headers.get('x-url')]).to.deep.equal([200, 'POST', '/a?b=c']);
      expect(bodyAsText).to.equal(body.toString());
    });
  }

  it('reads no body in the answer to HEAD', async () => {
    const response = await sent(echo, { method: 'HEAD' });
    expect(response.headers.get('x-method')).to.equal('HEAD');
    expect(response).not.to.have.property('bodyAsText');
  });

  for (const [coding, encode] of [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
  ] as const) {
    it(`decodes ${coding}`, async () => {
      const { bodyAsText } = await sent((_, response) =>
        response.writeHead(200, { 'Content-Encoding': coding }).end(encode('grüß')),
      );
      expect(bodyAsText).to.equal('grüß');
    });
  }

  it('fails as the client of the SDK does where the connection is cut or refused', async () => {
    const cut = await rejectionOf(sent((request) => request.socket.destroy()));
    expect(cut).to.include({ name: 'RestError', code: 'ECONNRESET' });
    const refused = await rejectionOf(sent(echo, { url: 'http://127.0.0.1:1/' }));
    expect(refused).to.include({ name: 'RestError', code: 'ECONNREFUSED' });
  });

  it('ends with the signal, before or while it is under way', async () => {
    const abort = new AbortController();
    const ended = sent(() => abort.abort(), { abortSignal: abort.signal });
    expect(await rejectionOf(ended)).to.have.property('name', 'AbortError');
    let isAsked = false;
    const early = sent(() => (isAsked = true), { abortSignal: abort.signal });
    expect(await rejectionOf(early)).to.have.property('name', 'AbortError');
    expect(isAsked).to.equal(false);
  });

  it('takes no way in the open that nobody allowed', async () => {
    const error = await rejectionOf(sent(echo, { allowInsecureConnection: false }));
    expect(error).to.have.property('message').that.includes('allowInsecureConnection');
  });

  it('leaves a stream to the client of the SDK', async () => {
    const { bodyAsText } = await sent(echo, { method: 'POST', body: () => Readable.from(['streamed']) });
    expect(bodyAsText).to.equal('streamed');
  });

  it('leaves the way through a proxy to the client of the SDK, which has the agent for it', async () => {
    const agent = new Agent({ keepAlive: true });
    const used = once(agent, 'free');
    await sent(echo, { agent });
    await used;
    agent.destroy();
  });

  it('leaves a time limit to the client of the SDK', async () => {
    expect(await rejectionOf(sent(() => undefined, { timeout: 1 }))).to.have.property('name', 'AbortError');
  });
});

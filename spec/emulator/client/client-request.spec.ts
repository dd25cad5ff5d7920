import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { queryToken, readClientRequest, valueLists } from '../../../lib/emulator/client/client-request.js';

function requestOf(url: string, rawHeaders: readonly string[] = []): IncomingMessage {
  const headers: Record<string, string> = {};
  for (let at = 0; at < rawHeaders.length; at += 2)
    headers[String(rawHeaders[at]).toLowerCase()] = String(rawHeaders[at + 1]);
  return { url, rawHeaders, headers } as unknown as IncomingMessage;
}

describe('the request of a client', () => {
  const hubs: readonly (readonly [string, string | undefined])[] = [
    ['/client/hubs/chat', 'chat'],
    ['/CLIENT/Hubs/Chat/?a=1', 'Chat'],
    ['/client/hubs/a%5Bb', 'a[b'],
    ['/client/?hub=chat', 'chat'],
    ['/client?hub=chat', 'chat'],
    ['/client/', ''],
    ['/client/hubs/', ''],
    ['/client/hubs/%E0%A4%A', ''],
    ['/client/hubs/a/b', undefined],
    ['/other', undefined],
  ];
  for (const [url, hub] of hubs) {
    it(`${url} ${hub === undefined ? 'is none' : `is for the hub "${hub}"`}`, () => {
      expect(readClientRequest(requestOf(url))?.hub).to.equal(hub);
    });
  }

  it('keeps headers as they were spelled, without Authorization', () => {
    const headers = ['X-Custom', '1', 'authorization', 'Bearer x', 'X-Custom', '2', 'Sec-WebSocket-Protocol', 'a, b'];
    const request = readClientRequest(requestOf('/client/hubs/chat', headers));
    expect(request).to.deep.include({
      authorization: 'Bearer x',
      subprotocols: ['a', 'b'],
      headers: { 'X-Custom': ['1', '2'], 'Sec-WebSocket-Protocol': ['a, b'] },
    });
  });

  it('keeps the headers of the service itself from the app', () => {
    const headers = ['X-ASRS-Internal-A', '1', 'x-asrs-internal-b', '2', 'X-ASRS-Other', '3'];
    expect(readClientRequest(requestOf('/client/hubs/chat', headers))?.headers).to.deep.equal({
      'X-ASRS-Other': ['3'],
    });
  });

  it('has its token under access_token in any letter case', () => {
    const tokens = ['access_token=x', 'ACCESS_TOKEN=x', 'access_token=', ''].map((query) =>
      queryToken(new URLSearchParams(query)),
    );
    expect(tokens).to.deep.equal(['x', 'x', undefined, undefined]);
  });

  it('has lists for what stands more than once', () => {
    expect(valueLists(new URLSearchParams('a=1&b=2&a=3'))).to.deep.equal({ a: ['1', '3'], b: ['2'] });
  });
});

import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { toOriginForm } from '../../lib/emulator/request-target.js';

function read(url: string): readonly (string | undefined)[] {
  const request = { url, headers: { host: 'proxy' } } as unknown as IncomingMessage;
  toOriginForm(request);
  return [request.url, request.headers.host];
}

describe('the target of a request', () => {
  it('stays as it is where it is a path', () => {
    for (const url of ['/a?b=http://c/d', '*', '/http://x/y', '']) expect(read(url)).to.deep.equal([url, 'proxy']);
  });

  it('loses scheme and host, and the host counts', () => {
    expect(read('http://localhost:8080/a/b?c=%2F')).to.deep.equal(['/a/b?c=%2F', 'localhost:8080']);
    expect(read('HTTPS://Host')).to.deep.equal(['/', 'Host']);
    expect(read('http://host?a=b')).to.deep.equal(['/?a=b', 'host']);
  });
});

import { expect } from 'chai';
import { headersOf, readBody, splitUrl } from '../../lib/invocation/request.js';
import { rejectionOf } from '../support/performs.js';

const request = (body: string | Uint8Array | undefined) => ({ method: 'POST', url: '/', headers: [], body });

describe('a request', () => {
  it('has its header lines by lower-case name, repeated ones joined', () => {
    const headers = headersOf([
      ['X-A', '1'],
      ['x-a', '2'],
      ['__proto__', 'x'],
    ]);
    expect(Object.entries(headers)).to.deep.equal([
      ['x-a', '1, 2'],
      ['__proto__', 'x'],
    ]);
  });

  for (const [url, path, query] of [
    ['/a/b?c=1&d', '/a/b', 'c=1&d='],
    ['/a?b?c', '/a', 'b%3Fc='],
    ['https://app.example/a?b=1', '/a', 'b=1'],
    ['https://app.example', '/', ''],
    ['/a%2Fb', '/a%2Fb', ''],
    ['', '/', ''],
    ['/x?u=http://y/z', '/x', 'u=http%3A%2F%2Fy%2Fz'],
  ] as const) {
    it(`to "${url}" has the path ${path}`, () => {
      const split = splitUrl(url);
      expect([split.path, split.query.toString()]).to.deep.equal([path, query]);
    });
  }

  it('has a body that is bounded by its bytes', async () => {
    expect((await readBody(request('äö'), 4)).length).to.equal(4);
    expect((await rejectionOf(readBody(request('äö'), 3)))['code']).to.equal('WPS_BODY_TOO_LARGE');
  });

  it('may have no body', async () => {
    expect((await readBody(request(undefined), 1)).length).to.equal(0);
  });

  it('has the bytes of a view and no others', async () => {
    const whole = new Uint8Array([1, 2, 3, 4]);
    expect([...(await readBody(request(whole.subarray(1, 3)), 4))]).to.deep.equal([2, 3]);
  });
});

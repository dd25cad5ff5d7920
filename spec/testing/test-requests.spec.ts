import { expect } from 'chai';
import type { FunctionInfo } from '../../lib/host/host.js';
import { httpRequest } from '../../lib/testing/test-requests.js';
import { messageOf } from '../support/define.js';

const functions: readonly FunctionInfo[] = [
  { kind: 'http', name: 'Chat.login', methods: ['POST', 'GET'], route: '/rooms/{room}/login' },
];

const room = { params: { room: 'red' } };

describe('an HTTP request of a test', () => {
  it('has query, parameters, body and what middleware left', () => {
    const request = httpRequest(functions, 'login', {
      ...{ query: { a: ['1', '2'], b: 'ü' }, params: { room: 'a b' }, body: { x: 1 } },
      ...{ state: { user: 'ann' }, principal: { userId: 'ann' } },
    });
    expect(request).to.deep.equal({
      ...{ method: 'POST', url: '/rooms/a%20b/login?a=1&a=2&b=%C3%BC', body: '{"x":1}' },
      headers: [['content-type', 'application/json; charset=utf-8']],
      ...{ state: { user: 'ann' }, principal: { userId: 'ann' } },
      matched: { functionName: 'Chat.login', params: { room: 'a b' } },
    });
  });

  it('has no body and no content type where a test gives none', () => {
    const { headers, body } = httpRequest(functions, 'Chat.login', { method: 'get', params: { room: '1' } });
    expect([headers, body]).to.deep.equal([[], undefined]);
  });

  it('asks for nothing where a value of the query is undefined, and takes no value but texts', () => {
    const { url } = httpRequest(functions, 'login', { ...room, query: { user: undefined, a: 'b' } });
    expect(url).to.match(/\?a=b$/);
    const wrong = { ...room, query: { user: null } } as object;
    expect(messageOf(() => httpRequest(functions, 'login', wrong))).to.include('as "query"');
  });

  it('names the function that was meant, and what a request takes', () => {
    expect(messageOf(() => httpRequest(functions, 'Chat.logn', {}))).to.include('did you mean "Chat.login"?');
    const typo: object = { qurey: {} };
    expect(messageOf(() => httpRequest(functions, 'login', typo))).to.include('did you mean "query"?');
  });

  it('has the parameters of its route, all and no other', () => {
    expect(messageOf(() => httpRequest(functions, 'login', {}))).to.include(
      'no "room" for the route /rooms/{room}/login',
    );
    const typo = { params: { rom: 'red' } };
    expect(messageOf(() => httpRequest(functions, 'login', typo))).to.include('did you mean "room"?');
  });

  it('refuses a method that the function does not take, and a body that cannot be sent', () => {
    expect(messageOf(() => httpRequest(functions, 'login', { ...room, method: 'PUT' }))).to.include(
      'It takes POST, GET.',
    );
    expect(messageOf(() => httpRequest(functions, 'login', { ...room, body: 1n }))).to.include('as "body"');
  });
});

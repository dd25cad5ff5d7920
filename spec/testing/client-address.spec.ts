import { expect } from 'chai';
import { clientUrl } from '../../lib/testing/client-address.js';
import { closedUrl } from '../support/closed-port.js';
import { rejectionOf } from '../support/performs.js';
import { withApp } from '../support/with-app.js';

describe('the address of a client', () => {
  it('is a URL, or what a route answers', () =>
    withApp(
      ({ method }) => ({ body: JSON.stringify({ url: `ws://a/${method}` }) }),
      async ({ url }) => {
        expect(await clientUrl('x', 'wss://a', 'GET')).to.equal('wss://a');
        expect(await clientUrl('x', url, 'POST')).to.equal('ws://a/POST');
      },
    ));

  it('is not what a route refuses, nor any other text', () =>
    withApp(
      () => ({ status: 403, body: 'no' }),
      async ({ url }) => {
        expect(await rejectionOf(clientUrl('x', url, 'GET'))).to.include({ status: 403, body: 'no' });
        expect((await rejectionOf(clientUrl('x', 'localhost', 'GET'))).message).to.include('x was given no address');
      },
    ));

  it('is asked for in another way where a route does not take the method', () =>
    withApp(
      ({ url }) => ({
        status: 405,
        ...(url === '/told' ? { headers: { allow: 'PUT, OPTIONS' }, body: 'No GET.' } : {}),
      }),
      async ({ url }) => {
        const messages = [];
        for (const path of ['/told', '/desk?code=secret'])
          messages.push((await rejectionOf(clientUrl('x', url + path, 'GET'))).message);
        expect(messages).to.deep.equal([
          "GET /told answered 405: No GET. Ask it with { method: 'PUT' }.",
          "GET /desk answered 405, without a word. Ask it with { method: 'POST' }.",
        ]);
      },
    ));

  it('says which route was not answered, and why, without what may be a secret in it', async () => {
    const url = await closedUrl();
    const { message } = await rejectionOf(clientUrl('x', `${url}/login?code=secret`, 'POST'));
    expect(message).to.equal(`POST ${url}/login was not answered: ECONNREFUSED.`);
  });
});

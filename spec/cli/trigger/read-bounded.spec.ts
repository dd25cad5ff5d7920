import { expect } from 'chai';
import { readBounded } from '../../../lib/cli/trigger/read-bounded.js';
import { rejectionOf } from '../../support/performs.js';

describe('the answer of an app', () => {
  it('is read with its status, headers and body', async () => {
    const read = await readBounded(new Response('a', { status: 201, headers: { 'X-A': 'b' } }), 'http://a');
    expect([read.status, read.headers.get('x-a'), await read.text()]).to.deep.equal([201, 'b', 'a']);
  });

  it('may have no body', async () => {
    expect((await readBounded(new Response(null, { status: 204 }), 'http://a')).status).to.equal(204);
  });

  it('has up to 1 MiB', async () => {
    const most = await readBounded(new Response(Buffer.alloc(1_048_576)), 'http://a');
    expect((await most.arrayBuffer()).byteLength).to.equal(1_048_576);
    const error = await rejectionOf(readBounded(new Response(Buffer.alloc(1_048_577)), 'http://a'));
    expect(error.message).to.include('http://a answered more than 1 MiB');
  });
});

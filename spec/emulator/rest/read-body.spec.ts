import { expect } from 'chai';
import { readGroups as readGroupsOf, readMessage as readMessageOf } from '../../../lib/emulator/rest/read-body.js';
import { RestQuery, type RestRequest } from '../../../lib/emulator/rest/rest-message.js';

const limit = 1024 * 1024;
const readMessage = (request: RestRequest) => readMessageOf(request, limit);
const readGroups = (request: RestRequest) => readGroupsOf(request, limit);

function requestOf(body: string | Buffer, type?: string, changes: Readonly<Record<string, string>> = {}): RestRequest {
  const bytes = Buffer.from(body);
  const headers: Record<string, string | undefined> = {
    'content-length': String(bytes.length),
    'content-type': type,
    ...changes,
  };
  const request = { method: 'POST', path: '', query: new RestQuery(''), host: '' };
  return {
    ...request,
    header: (name) => headers[name],
    headerNames: Object.keys(headers),
    readBody: async () => bytes,
  };
}

describe('the message of a send', () => {
  it('is bytes without a content type, and empty text with an empty body', async () => {
    expect(await readMessage(requestOf('x'))).to.deep.equal({
      message: { dataType: 'binary', data: Buffer.from('x') },
    });
    expect(await readMessage(requestOf('', 'text/plain'))).to.deep.equal({ message: { dataType: 'text', data: '' } });
  });

  it('is JSON as it was posted, when all of it is JSON', async () => {
    expect(await readMessage(requestOf(' {"n": 1.0}', 'application/json'))).to.deep.equal({
      message: { dataType: 'json', data: ' {"n": 1.0}' },
    });
    for (const body of ['', '{', '{} x']) {
      const message = 'The request body is not a valid JSON.';
      expect(await readMessage(requestOf(body, 'application/json'))).to.have.nested.property(
        'refusal.message',
        message,
      );
    }
  });

  it('has the metadata of its headers', async () => {
    const headers = { 'x-webpubsub-metadata-trace': '0, 1', 'x-webpubsub-metadata-': 'x' };
    expect(await readMessage(requestOf('x', 'text/plain', headers))).to.deep.equal({
      message: { dataType: 'text', data: 'x', metadata: { trace: '1' } },
    });
  });

  it('is refused for its metadata after everything else', async () => {
    const headers = { 'x-webpubsub-metadata-a': 'x'.repeat(1025) };
    expect(await readMessage(requestOf('x', 'text/plain', headers))).to.have.nested.property(
      'refusal.message',
      'The metadata is an object whose "a" has 1025 characters.',
    );
    expect(await readMessage(requestOf('x', 'text/xml', headers))).to.deep.equal({ status: 415 });
  });

  it('is refused by length before it is read', async () => {
    const tooLong = await readMessage(requestOf('x', 'text/plain', { 'content-length': '1048577' }));
    expect(tooLong).to.have.nested.property('refusal.status', 400);
    const without = await readMessage(requestOf('x', 'text/plain', { 'content-length': 'x' }));
    expect(without).to.have.nested.property('refusal.message', 'Invalid Content-Length header.');
  });
});

describe('the groups of a call', () => {
  it('come with a filter only where it says something', async () => {
    for (const filter of ['', ',"filter":null', ',"filter":""']) {
      expect(await readGroups(requestOf(`{"groups":["g"]${filter}}`, 'application/json'))).to.deep.equal({
        groups: ['g'],
      });
    }
    expect(await readGroups(requestOf('{"groups":["g"],"filter":" "}', 'application/json'))).to.include({
      filter: ' ',
    });
  });

  it('are refused when one of them is no group, or the body no object', async () => {
    for (const body of ['{"groups":["g",""]}', '{"groups":["g",1]}', '{"groups":{}}', '[]', 'null', '"x"']) {
      expect(await readGroups(requestOf(body, 'application/json')), body).to.have.nested.property(
        'refusal.status',
        400,
      );
    }
  });

  it('are JSON, or 415', async () => {
    expect(await readGroups(requestOf('{"groups":["g"]}'))).to.deep.equal({ status: 415 });
  });
});

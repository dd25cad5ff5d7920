import { expect } from 'chai';
import { WebPubSubAction } from '../../lib/index.js';
import type { UserEventContext } from '../../lib/index.js';
import { answerMessage, sentBy } from '../support/parity.js';
import { eventHeaders } from '../support/signed-event.js';

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const echo = ({ data, dataType, metadata }: UserEventContext) => ({ data, dataType, metadata });

const metadataOf = (lines: readonly string[] = []): readonly string[] =>
  lines.filter((line) => line.toLowerCase().startsWith('x-webpubsub-metadata-')).sort();

describe('what a client sends and is answered', () => {
  for (const [arrives, leaves, body] of [
    ['Text/Plain; charset=UTF-8', 'text/plain; charset=utf-8', Buffer.from('grüße 😀')],
    ['APPLICATION/JSON;charset=utf-8', 'application/json; charset=utf-8', Buffer.from('{"a":[1,"ä"]}')],
    ['application/octet-stream', 'application/octet-stream', everyByte],
    ['Application/Octet-Stream; a=b', 'application/octet-stream', everyByte],
    ['application/x-protobuf', 'application/x-protobuf', everyByte],
  ] as const) {
    it(`is the same both ways for ${arrives}`, async () => {
      const answer = await answerMessage(echo, { headers: eventHeaders({ 'Content-Type': arrives }), body });
      expect([answer.status, answer.headers['content-type'], answer.bytes]).to.deep.equal([200, leaves, body]);
    });
  }

  it('is binary without a word where a function returns bytes', async () => {
    const binary = { headers: eventHeaders({ 'Content-Type': 'application/octet-stream' }), body: everyByte };
    const answer = await answerMessage(({ data }) => data, binary);
    expect([answer.headers['content-type'], answer.bytes]).to.deep.equal(['application/octet-stream', everyByte]);
  });

  it('has metadata in headers, by names in lower case', async () => {
    const headers = [
      ...eventHeaders(),
      ['X-WebPubSub-Metadata-Trace', '00-1-2-01'] as const,
      ['x-webpubsub-metadata-b', ''] as const,
    ];
    const { headerLines } = await answerMessage(echo, { headers });
    expect(metadataOf(headerLines)).to.deep.equal([
      'x-webpubsub-metadata-b: ',
      'x-webpubsub-metadata-trace: 00-1-2-01',
    ]);
  });

  it('may be metadata alone', async () => {
    const answer = await answerMessage(() => ({ dataType: 'text', metadata: { trace: '1' } }));
    expect([answer.status, answer.body, ...metadataOf(answer.headerLines)]).to.deep.equal([
      200,
      '',
      'x-webpubsub-metadata-trace: 1',
    ]);
  });

  it('is a 500 that only the log explains for metadata that headers cannot carry', async () => {
    const answer = await answerMessage(() => ({ data: 'x', dataType: 'text', metadata: { a: 'b\r\nx-evil: 1' } }));
    expect([answer.status, metadataOf(answer.headerLines), answer.headers['x-evil']]).to.deep.equal([
      500,
      [],
      undefined,
    ]);
    expect(answer.body).not.to.include('metadata');
    expect(JSON.stringify(answer.lines)).to.include('whose \\"a\\" is no text').and.not.include('x-evil');
  });
});

describe('what a function sends on', () => {
  for (const [arrives, leaves, body] of [
    ['text/plain', 'text/plain', Buffer.from('grüße')],
    ['application/json', 'application/json', Buffer.from('{"a":[1,"ä"]}')],
    ['application/octet-stream', 'application/octet-stream', everyByte],
    ['application/x-protobuf', 'application/octet-stream', everyByte],
  ] as const) {
    it(`is the same to the service for ${arrives}, with its metadata`, async () => {
      const headers = [...eventHeaders({ 'Content-Type': arrives }), ['X-WebPubSub-Metadata-Trace', '1'] as const];
      const { calls } = await sentBy(
        async (out, { data, metadata }) => {
          await out.add({ message: data, metadata });
          await out.add(WebPubSubAction.sendToUser('ann', data, { metadata }));
        },
        undefined,
        undefined,
        { headers, body },
      );
      for (const { contentType, body: sent, headerLines } of calls) {
        expect([contentType, sent, metadataOf(headerLines)]).to.deep.equal([
          leaves,
          body,
          ['x-webpubsub-metadata-trace: 1'],
        ]);
      }
      expect(calls.map(({ call }) => call)).to.deep.equal([
        'POST /api/hubs/chat/:send',
        'POST /api/hubs/chat/users/ann/:send',
      ]);
    });
  }

  it('is refused with metadata that headers cannot carry, and nothing leaves', async () => {
    const { calls, answer } = await sentBy((out) => out.add({ message: 'hi', metadata: { a: 'b\r\nx-evil: 1' } }));
    expect([calls, answer.status]).to.deep.equal([[], 500]);
    expect(JSON.stringify(answer.lines)).to.include('The field \\"metadata\\" of an output of the kind MessageData');
  });
});

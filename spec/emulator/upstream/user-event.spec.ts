import { expect } from 'chai';
import { readUserEventAnswer } from '../../../lib/emulator/upstream/user-event.js';
import { httpAnswer } from '../../support/http-answers.js';

const typed = (type: string) => ({ 'content-type': type });

describe('an answer to a user event', () => {
  it('without a body is no reply, whatever its type', () => {
    expect(readUserEventAnswer(httpAnswer(200, '', typed('text/html')))).to.deep.equal({});
    expect(readUserEventAnswer(httpAnswer(204))).to.deep.equal({});
  });

  it('is a reply by its content type; without one it is bytes', () => {
    const rows = [
      readUserEventAnswer(httpAnswer(200, 'x', typed('text/plain; charset=utf-8'))),
      readUserEventAnswer(httpAnswer(200, '{"n": 1.0}', typed('Application/JSON'))),
      readUserEventAnswer(httpAnswer(200, 'x')),
      readUserEventAnswer(httpAnswer(200, 'x', typed('application/x-protobuf'))),
    ];
    expect(rows).to.deep.equal([
      { reply: { dataType: 'text', data: 'x' } },
      { reply: { dataType: 'json', data: '{"n": 1.0}' } },
      { reply: { dataType: 'binary', data: Buffer.from('x') } },
      { reply: { dataType: 'protobuf', data: Buffer.from('x') } },
    ]);
  });

  it('carries a state, also an empty one', () => {
    expect(readUserEventAnswer(httpAnswer(200, '', { 'ce-connectionstate': '' }))).to.deep.equal({ state: '' });
  });

  it('carries metadata beside a reply, or beside an empty text', () => {
    const headers = { 'x-webpubsub-metadata-trace': ['0', '1'], 'content-type': 'application/json' };
    const metadata = { trace: '1' };
    expect(readUserEventAnswer(httpAnswer(200, '1', headers))).to.deep.equal({
      reply: { dataType: 'json', data: '1', metadata },
    });
    expect(readUserEventAnswer(httpAnswer(204, '', headers))).to.deep.equal({
      reply: { dataType: 'text', data: '', metadata },
    });
  });

  it('fails by metadata that is none', () => {
    expect(readUserEventAnswer(httpAnswer(200, '', { 'x-webpubsub-metadata-a': 'x'.repeat(1025) }))).to.deep.equal({
      problem: 'the app answered with metadata that is an object whose "a" has 1025 characters',
    });
  });

  it('fails by status, by type and by JSON that is none', () => {
    const failures = [
      readUserEventAnswer(httpAnswer(500)),
      readUserEventAnswer(httpAnswer(302)),
      readUserEventAnswer(httpAnswer(200, 'x', typed('text/html'))),
      readUserEventAnswer(httpAnswer(200, '{', typed('application/json'))),
    ];
    expect(failures).to.deep.equal([
      { problem: 'the app answered 500', status: 500 },
      { problem: 'the app answered 302', status: 302 },
      { problem: 'the app answered with the content type text/html' },
      { problem: 'the app answered with JSON that is none' },
    ]);
  });
});

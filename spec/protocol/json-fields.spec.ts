import { expect } from 'chai';
import { Fields } from '../../lib/protocol/json-fields.js';
import { jsonMembers } from '../../lib/protocol/json-members.js';

const fieldsOf = (text: string): Fields => new Fields(jsonMembers(text) ?? new Map());

describe('the fields of a frame', () => {
  it('keep the first problem', () => {
    const fields = fieldsOf('{"group":1,"noEcho":1}');
    fields.group();
    fields.flag('noEcho');
    expect(fields.problem).to.equal('"group" is no text');
  });

  it('take null for nothing where a field may be missing', () => {
    const fields = fieldsOf('{"ackId":null,"ttlSeconds":null,"error":null,"state":null,"stream":null,"a":null}');
    expect([fields.ackId(), fields.ttlSeconds(), fields.streamError(), fields.state()]).to.deep.equal([{}, {}, {}, {}]);
    expect([fields.textOrNone('a'), fields.numberOrNone('a'), fields.has('a')]).to.deep.equal([
      undefined,
      undefined,
      false,
    ]);
    expect(fields.problem).to.equal(undefined);
  });

  it('tell the problem of an object inside', () => {
    const fields = fieldsOf('{"stream":{"streamId":1}}');
    const stream = fields.object('stream');
    fields.checked(stream, stream.text('streamId'));
    expect(fields.problem).to.equal('"streamId" is no text');
  });

  it('give a message its metadata, and an empty text to metadata alone', () => {
    expect(fieldsOf('{"dataType":"text","data":"x","metadata":{"a":"b"}}').message()).to.deep.equal({
      ...{ dataType: 'text', data: 'x' },
      metadata: { a: 'b' },
    });
    expect(fieldsOf('{"metadata":{}}').message()).to.deep.equal({ dataType: 'text', data: '', metadata: {} });
  });

  it('have ids of 1 to 256 characters', () => {
    const bad = ['', 'x'.repeat(257)].map((id) => fieldsOf(JSON.stringify({ id })));
    for (const fields of bad) fields.id('id');
    expect(bad.map(({ problem }) => problem)).to.deep.equal(Array(2).fill('"id" has none or over 256 characters'));
  });
});

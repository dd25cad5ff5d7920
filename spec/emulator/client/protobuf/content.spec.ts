import { create } from '@bufbuild/protobuf';
import { expect } from 'chai';
import { hasContent, readMessage, writeData } from '../../../../lib/emulator/client/protobuf/content.js';
import { MessageDataSchema, type MessageData } from '../../../../lib/emulator/client/protobuf/messages.js';
import { FrameRules } from '../../../../lib/protocol/frame-rules.js';
import { bytes } from '../../../support/protobuf-wire.js';

const any = Buffer.concat([bytes(1, 'example.com/T'), bytes(2, Buffer.from([8, 1]))]);
const dataOf = (data: MessageData['data']): MessageData => create(MessageDataSchema, { data });
const text = (value: string): MessageData => dataOf({ case: 'textData', value });

/** A message, or what is wrong with it. */
function read(data: MessageData | undefined, metadata?: Readonly<Record<string, string>>): unknown {
  const rules = new FrameRules();
  return rules.judge(readMessage(rules, { data, ...(metadata && { metadata }) }));
}

describe('data of protobuf', () => {
  it('may be a text, bytes and JSON, also without any character', () => {
    expect(read(text(''))).to.deep.equal({ dataType: 'text', data: '' });
    const none = dataOf({ case: 'binaryData', value: new Uint8Array() });
    expect(read(none)).to.deep.equal({ dataType: 'binary', data: new Uint8Array() });
    const json = dataOf({ case: 'jsonData', value: '{ "a" : 1.0 }' });
    expect(read(json)).to.deep.equal({ dataType: 'json', data: '{ "a" : 1.0 }' });
  });

  it('may be missing beside metadata alone, and is an empty text then', () => {
    expect(read(undefined)).to.deep.equal({ problem: '"data" is missing' });
    expect(read(create(MessageDataSchema))).to.deep.equal({ problem: '"data" is missing' });
    expect(read(undefined, { a: '1' })).to.deep.equal({ dataType: 'text', data: '', metadata: { a: '1' } });
    expect(read(text('x'), { a: 'ä' })).to.deep.equal({ problem: '"metadata" is no metadata' });
    expect(hasContent({}) || hasContent({ data: create(MessageDataSchema), metadata: {} })).to.equal(false);
    expect(hasContent({ metadata: { a: '1' } }) && hasContent({ data: text('') })).to.equal(true);
  });

  it('is no JSON that is none', () => {
    expect(read(dataOf({ case: 'jsonData', value: '{' }))).to.deep.equal({ problem: '"json_data" is no JSON' });
  });

  it('of an Any is the bytes of that Any, both ways', () => {
    const written = writeData({ dataType: 'protobuf', data: any }, 'jsonData');
    expect(written.data).to.have.nested.property('value.typeUrl', 'example.com/T');
    expect(read(written)).to.deep.equal({ dataType: 'protobuf', data: new Uint8Array(any) });
  });

  // The last two are read by the library, as other bytes than they are.
  for (const hex of ['ff', '0800', '080161']) {
    it(`that is called protobuf and is no Any goes on as bytes: ${hex}`, () => {
      const data = Buffer.from(hex, 'hex');
      expect(writeData({ dataType: 'protobuf', data }, 'jsonData').data).to.deep.equal({
        case: 'binaryData',
        value: data,
      });
    });
  }

  it('is written by its type, JSON to one of two places', () => {
    const cases = (['jsonData', 'textData'] as const).map(
      (json) => writeData({ dataType: 'json', data: '1' }, json).data,
    );
    expect(cases.map((data) => data.case)).to.deep.equal(['jsonData', 'textData']);
    expect(writeData({ dataType: 'text', data: 'x' }, 'jsonData').data).to.deep.equal({ case: 'textData', value: 'x' });
  });
});

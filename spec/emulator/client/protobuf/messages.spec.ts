import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ScalarType, type DescField, type DescMessage } from '@bufbuild/protobuf';
import { expect } from 'chai';
import { file_messages } from '../../../../lib/emulator/client/protobuf/messages.js';
import { repository } from '../../../support/read-tree.js';

/** The fields that messages.proto says: `DownstreamMessage.AckMessage: uint64 ack_id = 1`. */
function written(): string[] {
  const text = readFileSync(join(repository, 'lib/emulator/client/protobuf/messages.proto'), 'utf8');
  const open: string[] = [];
  const fields: string[] = [];
  for (const line of text.split('\n').map((one) => one.trim())) {
    const block = /^(message|oneof) (\w+) \{(\})?$/.exec(line);
    if (block?.[3] === '}') continue;
    if (block !== null) open.push(block[1] === 'message' ? (block[2] ?? '') : '');
    else if (line === '}') open.pop();
    else if (/ = \d+;$/.test(line)) fields.push(`${open.filter(Boolean).join('.')}: ${line.slice(0, -1)}`);
  }
  return fields;
}

function generated(messages: readonly DescMessage[]): string[] {
  return messages.flatMap((message) => {
    const owner = message.typeName.replace('azure.webpubsub.', '');
    return [...message.fields.map((field) => `${owner}: ${declared(field)}`), ...generated(message.nestedMessages)];
  });
}

function declared(field: DescField): string {
  const { name, number, proto } = field;
  const label = proto.proto3Optional ? 'optional ' : field.fieldKind === 'list' ? 'repeated ' : '';
  return `${label}${typeOf(field)} ${name} = ${number}`;
}

function typeOf(field: DescField): string {
  if (field.fieldKind === 'map') return 'map<string, string>';
  if (field.message !== undefined) return field.message.typeName.replace('azure.webpubsub.', '');
  return field.scalar === undefined ? '' : ScalarType[field.scalar].toLowerCase();
}

/** Without the messages around a type, which the schema may leave out. */
const shortened = (field: string): string =>
  field.replace(
    /(: (?:optional |repeated )?)((?:\w+\.)*)(\w+ \w+ = )/,
    (_, label: string, scope: string, rest: string) =>
      scope === 'google.protobuf.' ? `${label}${scope}${rest}` : `${label}${rest}`,
  );

describe('messages.ts', () => {
  it('has every field of messages.proto by its name, type and number, and no other', () => {
    const fields = written();
    expect(fields.length).to.be.greaterThan(90);
    expect(generated(file_messages.messages).map(shortened)).to.have.members(fields.map(shortened));
  });
});

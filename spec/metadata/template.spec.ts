import { expect } from 'chai';
import { constantOf, expressionsOf, parseTemplate, replaceSettings } from '../../lib/metadata/template.js';
import type { Template } from '../../lib/metadata/template.js';

function parsed(source: string): Template {
  const template = parseTemplate(source);
  if ('problem' in template) throw new Error(template.problem);
  return template;
}

describe('a binding expression', () => {
  it('has a root and a path', () => {
    expect(expressionsOf(parsed('{query.userid}'))).to.deep.equal([
      { source: '{query.userid}', root: 'query', path: ['userid'], optional: false },
    ]);
  });

  it('may be optional', () => {
    expect(expressionsOf(parsed('{query.userid?}'))[0]?.optional).to.equal(true);
  });

  it('may stand between text', () => {
    expect(parsed('user-{id}!').parts.map((part) => (typeof part === 'string' ? part : part.source))).to.deep.equal([
      'user-',
      '{id}',
      '!',
    ]);
  });

  it('may name a header with hyphens', () => {
    expect(expressionsOf(parsed('{headers.x-user-id}'))[0]?.path).to.deep.equal(['x-user-id']);
  });

  it('leaves doubled braces as braces', () => {
    expect(constantOf(parsed('{{literal}}'))).to.equal('{literal}');
  });

  it('is absent from a constant', () => {
    expect(constantOf(parsed('{id}'))).to.equal(undefined);
  });

  for (const source of [
    '{',
    '{query',
    '}',
    '{}',
    '{ }',
    '{query.}',
    '{.x}',
    '{a b}',
    '{a..b}',
    '{query.x??}',
    '{1a}',
  ]) {
    it(`is malformed: ${source}`, () => {
      expect(parseTemplate(source)).to.have.property('problem');
    });
  }
});

describe('a setting in an option', () => {
  const lookup = (name: string): string | undefined => ({ Hub: 'chat', Empty: '' })[name];
  const missing = (name: string): Error => new Error(`missing ${name}`);

  it('is replaced', () => {
    expect(replaceSettings('%Hub%-x', lookup, missing)).to.equal('chat-x');
  });

  it('may be empty', () => {
    expect(replaceSettings('%Empty%', lookup, missing)).to.equal('');
  });

  it('is told of when it is missing', () => {
    expect(() => replaceSettings('%Other%', lookup, missing)).to.throw('missing Other');
  });

  it('is not seen in a lone percent sign', () => {
    expect(replaceSettings('100% of it', lookup, missing)).to.equal('100% of it');
  });
});

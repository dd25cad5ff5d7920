import { expect } from 'chai';
import fc from 'fast-check';
import { constantOf, expressionsOf, parseTemplate, replaceSettings } from '../../lib/metadata/template.js';
import type { Template } from '../../lib/metadata/template.js';
import { doubled, templates, texts } from '../support/templates.js';

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

describe('any template at all', () => {
  const malformed = (source: string): boolean => 'problem' in parseTemplate(source);

  it('is read as it was written', () => {
    fc.assert(
      fc.property(templates, ({ source, parts }) => {
        expect(parseTemplate(source)).to.deep.equal({ source, parts });
      }),
    );
  });

  it('is read whole or refused: what was read, written again, is what was there', () => {
    const written = ({ parts }: Template): string =>
      parts.map((part) => (typeof part === 'string' ? doubled(part) : part.source)).join('');
    fc.assert(
      fc.property(texts, (source) => {
        const read = parseTemplate(source);
        return 'problem' in read ? read.problem !== '' : written(read) === source;
      }),
    );
  });

  it('is malformed with an expression that is not closed behind it', () => {
    const open = texts.map((text) => text.replace(/[{}]/g, ''));
    fc.assert(fc.property(templates, open, ({ source }, text) => malformed(`${source}{${text}`)));
  });

  it('is malformed with a brace that closes nothing behind it', () => {
    const rest = texts.filter((text) => !text.startsWith('}'));
    fc.assert(fc.property(templates, rest, ({ source }, text) => malformed(`${source}}${text}`)));
  });

  it('is malformed with what is no name in braces behind it', () => {
    const noNames = texts.filter((text) => !/[{}]/.test(text) && !/^\s*[A-Za-z_][\w-]*(\.[\w-]+)*\??\s*$/.test(text));
    fc.assert(fc.property(templates, noNames, ({ source }, text) => malformed(`${source}{${text}}`)));
  });
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

  it('is put in as it is, percent and dollar signs in it included', () => {
    const name = fc.stringMatching(/^[A-Za-z_][\w:.-]{0,5}$/);
    const around = texts.map((text) => text.replaceAll('%', ''));
    fc.assert(
      fc.property(around, name, texts, around, (before, setting, value, after) => {
        expect(replaceSettings(`${before}%${setting}%${after}`, () => value, missing)).to.equal(before + value + after);
      }),
    );
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { systemClock } from '../../lib/clock.js';
import { evaluate, evaluateRole } from '../../lib/invocation/expressions.js';
import type { BindingValues } from '../../lib/invocation/expressions.js';
import { parseTemplate } from '../../lib/metadata/template.js';
import type { Template } from '../../lib/metadata/template.js';
import { codeOf, messageOf } from '../support/define.js';
import { ManualClock } from '../support/manual-clock.js';
import { doubled, texts } from '../support/templates.js';

function template(source: string): Template {
  const read = parseTemplate(source);
  if ('problem' in read) throw new Error(read.problem);
  return read;
}

const values: BindingValues = {
  query: { userid: 'ann', list: ['a', 'b'], empty: '' },
  headers: { 'x-user': 'ann' },
  body: { user: { id: 7, ok: true }, items: [{ id: 1 }], nothing: null },
  id: '42',
  methodName: 'Chat.f',
};
const text = (source: string, clock = systemClock): string => evaluate(template(source), values, clock);

describe('the value of an expression', () => {
  for (const [source, value] of [
    ['{query.userid}', 'ann'],
    ['{Query.UserId}', 'ann'],
    ['{headers.X-User}', 'ann'],
    ['{id}', '42'],
    ['{body.user.id}', '7'],
    ['{body.user.ok}', 'true'],
    ['{body.items.0.id}', '1'],
    ['{query.list}', 'a'],
    ['u-{id}-{query.userid}', 'u-42-ann'],
    ['{{{id}}}', '{42}'],
    ['{query.other?}', ''],
    ['{query.empty?}x', 'x'],
    ['{sys.methodName}', 'Chat.f'],
  ] as const) {
    it(`${source} is "${value}"`, () => {
      expect(text(source)).to.equal(value);
    });
  }

  it('is new for each {sys.randGuid}', () => {
    expect(text('{sys.randGuid}'))
      .to.match(/^[0-9a-f-]{36}$/)
      .and.not.equal(text('{sys.randGuid}'));
  });

  it('is the time for {sys.utcNow}', () => {
    expect(text('{sys.utcNow}', new ManualClock())).to.equal('2023-11-14T22:13:20.000Z');
  });

  it('is put in as it is, expressions in it included', () => {
    expect(evaluate(template('{id}'), { id: '{query.userid} %Setting%' }, systemClock)).to.equal(
      '{query.userid} %Setting%',
    );
  });

  it('is one literal, whatever it holds: nothing in it is read again', () => {
    const filled = fc.array(fc.record({ before: texts, value: texts.filter((value) => value !== '') }));
    fc.assert(
      fc.property(filled, texts, (holes, after) => {
        const source = holes.map(({ before }, index) => `${doubled(before)}{query.v${String(index)}}`).join('');
        const query = Object.fromEntries(holes.map(({ value }, index) => [`v${String(index)}`, value]));
        const expected = holes.map(({ before, value }) => before + value).join('') + after;
        expect(evaluate(template(source + doubled(after)), { query }, systemClock)).to.equal(expected);
      }),
    );
  });

  for (const source of [
    '{query.other}',
    '{query.empty}',
    '{body.user}',
    '{body.nothing}',
    '{query.constructor}',
    '{query.__proto__.x}',
    '{id.length}',
    '{other}',
  ]) {
    it(`is missing for ${source}: a 400 that names it`, () => {
      expect(codeOf(() => text(source))).to.equal('WPS_EXPRESSION_EMPTY');
      expect(messageOf(() => text(source))).to.include(source);
    });
  }
});

describe('the value of an expression in a role', () => {
  const role = (value: unknown, source = 'webpubsub.sendToGroup.{query.room?}'): string =>
    evaluateRole(template(source), { query: { room: value } }, systemClock);

  it('is one literal', () => {
    expect(role('a.b,c')).to.equal('webpubsub.sendToGroup.a.b,c');
  });

  for (const value of ['', '*', 'room*', 'a?', 'a\\', undefined, ['*']]) {
    it(`is refused as ${JSON.stringify(value)}`, () => {
      expect(codeOf(() => role(value))).to.equal('WPS_EXPRESSION_UNSAFE');
    });
  }

  it('is put behind the prefix whole, or refused for a character that would widen the role', () => {
    fc.assert(
      fc.property(
        texts.filter((value) => value !== ''),
        (value) => {
          if (/[*?\\]/.test(value)) expect(codeOf(() => role(value))).to.equal('WPS_EXPRESSION_UNSAFE');
          else expect(role(value)).to.equal(`webpubsub.sendToGroup.${value}`);
        },
      ),
    );
  });

  it('does not stand in the way of literal patterns', () => {
    expect(evaluateRole(template('webpubsub.sendToGroups.room*'), {}, systemClock)).to.equal(
      'webpubsub.sendToGroups.room*',
    );
  });
});

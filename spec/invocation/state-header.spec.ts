import { expect } from 'chai';
import { connect, cycle, message, nothing, statesOf } from '../support/answers.js';
import { codeOf } from '../support/define.js';

describe('the states of a connection', () => {
  it('are sent when they were changed in place, in connect and user events', () => {
    expect(statesOf(connect(undefined, (context) => (context.states['b'] = 2)))).to.deep.equal({ a: 1, b: 2 });
    expect(statesOf(message('x', (context) => (context.states['b'] = 2)))).to.deep.equal({ a: 1, b: 2 });
  });

  it('are sent when they were replaced, also by none', () => {
    expect(statesOf(message(undefined, (context) => (context.states = { c: 3 })))).to.deep.equal({ c: 3 });
    expect(statesOf(message(undefined, (context) => (context.states = {})))).to.deep.equal({});
  });

  it('are those of the context with the returned keys over them', () => {
    const answer = message({ states: { b: 2 }, data: 'x' }, (context) => (context.states = { a: 0, b: 0 }));
    expect([statesOf(answer), answer.body]).to.deep.equal([{ a: 0, b: 2 }, 'x']);
  });

  it('may be returned over states that are frozen', () => {
    expect(
      statesOf(message({ states: { b: 2 } }, (context) => (context.states = Object.freeze({ a: 1 })))),
    ).to.deep.equal({ a: 1, b: 2 });
  });

  it('are not sent when nothing changed', () => {
    expect(message({ states: { a: 1 } })).to.deep.equal(nothing);
    expect(connect({ states: {} })).to.deep.equal(nothing);
  });

  it('alone are a 200 without a body', () => {
    const { status, body } = message(undefined, (context) => (context.states['b'] = 2));
    expect([status, body]).to.deep.equal([200, undefined]);
  });

  it('never carry __proto__', () => {
    const states = JSON.parse('{"__proto__": {"admin": true}, "b": 2}') as Record<string, unknown>;
    expect(statesOf(message({ states }))).to.deep.equal({ a: 1, b: 2 });
    expect(Object.keys(statesOf(message('x', (context) => (context.states = states))) as object)).to.deep.equal(['b']);
  });

  it('over the limit are refused with a remedy', () => {
    const large = { states: { b: 'x'.repeat(200) } };
    expect(codeOf(() => message(large))).to.equal('WPS_STATES_TOO_LARGE');
  });

  for (const [what, states] of [
    ['null', null],
    ['a text', 'x'],
    ['an array', ['x']],
    ['what JSON cannot hold', { big: 1n }],
    ['a cycle', cycle()],
    ['nested so deep that the next event would be refused', { deep: nested(1_000) }],
  ] as const) {
    it(`are never ${what}`, () => {
      expect(codeOf(() => message('x', (context) => (context.states = states as never)))).to.equal(
        'WPS_ANSWER_INVALID',
      );
    });
  }
});

function nested(depth: number): object {
  return JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as object;
}

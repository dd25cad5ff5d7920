import { expect } from 'chai';
import type { UserEventContext } from '../../lib/index.js';
import { answerMessage } from '../support/parity.js';
import type { LoggedAnswer } from '../support/parity.js';
import { eventHeaders } from '../support/signed-event.js';

/** How a message of a connection with this state is answered. */
const withState = (header: string, run: (context: UserEventContext) => unknown): Promise<LoggedAnswer> =>
  answerMessage(run, { headers: eventHeaders({ 'ce-connectionState': header }) });
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const stateOf = ({ headers }: LoggedAnswer): string =>
  Buffer.from(String(headers['ce-connectionstate']), 'base64').toString();

describe('parity: JObjectTests, states', () => {
  it('42: a user event has its states as plain values, and an answer may set them', async () => {
    const answer = await withState('eyJ2aXNpdHMiOjJ9', ({ states }) => ({
      data: states['visits'],
      states: { visits: 3 },
    }));
    expect([answer.body, stateOf(answer)]).to.deep.equal(['2', '{"visits":3}']);
  });

  it('43: a string, a number and an object in the states are seen as what they are', async () => {
    const states = '{"a":"text","b":1,"c":{"d":[true]}}';
    expect((await withState(base64(states), (context) => context.states)).body).to.equal(states);
  });

  it('45: states are serialised once', async () => {
    const answer = await answerMessage(() => ({ states: { text: '{"a":1}', list: ['b'] } }));
    expect(JSON.parse(stateOf(answer))).to.deep.equal({ text: '{"a":1}', list: ['b'] });
  });

  it('47: states come back as they were, beside the one that changed', async () => {
    const answer = await withState(base64('{"a":"text","b":1,"c":null}'), ({ states }) => {
      states['b'] = 2;
    });
    expect(stateOf(answer)).to.equal('{"a":"text","b":2,"c":null}');
  });

  for (const [what, header] of [
    ['no base64', '###'],
    ['no JSON', base64('{')],
    ['an array', base64('[1]')],
    ['a text', base64('"a"')],
  ] as const) {
    it(`48: foreign content (${what}) counts as no state`, async () => {
      expect((await withState(header, ({ states }) => states)).body).to.equal('{}');
    });
  }

  it('49: a string, a number, an object, JSON of another and a date are written and read', async () => {
    const values = { a: 'text', b: 1.5, c: { d: 'e' }, f: JSON.parse('{"g":[1]}') as unknown, h: new Date(0) };
    const written = String((await answerMessage(() => ({ states: values }))).headers['ce-connectionstate']);
    const { body } = await withState(written, ({ states }) => states);
    expect(JSON.parse(body)).to.deep.equal({ ...values, h: '1970-01-01T00:00:00.000Z' });
  });
});

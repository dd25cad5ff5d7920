import { expect } from 'chai';
import { answerAsJson, describeAnswer, describeClient, isGood } from '../../../lib/cli/trigger/describe-answer.js';

const plain = (_: unknown, text: string): string => text;

describe('an answer', () => {
  it('is described line by line, without orders to the terminal', () => {
    const client = { outcome: 'acknowledged' } as const;
    expect(describeAnswer({ status: 200, body: 'a\u001bb', states: { n: 1 }, client }, plain)).to.equal(
      'answer  200\nbody    a\\u001bb\nstate   {"n":1}\nclient  It gets no message. Where it asked for an ack, that says that all went well.\n',
    );
  });

  for (const [client, words] of [
    [{ outcome: 'connected' }, 'It is let in as its token says.'],
    [{ outcome: 'connected', roles: [], subprotocol: 'p' }, 'It is let in with the roles (none), speaking p.'],
    [{ outcome: 'refused', status: 403, body: '' }, 'It is refused with 403.'],
    [{ outcome: 'refused', status: 500, body: 'It failed.', problem: 'no' }, 'It is refused with 500: It failed: no'],
    [{ outcome: 'failed', problem: 'it broke' }, 'InternalServerError: it broke'],
    [{ outcome: 'nothing' }, 'Nothing: it is not told of this event.'],
  ] as const) {
    it(`says what a client sees: ${words}`, () => {
      expect(describeClient(client)).to.include(words);
    });
  }

  it('is good where the service takes it so', () => {
    const of = (client: Parameters<typeof describeClient>[0]) => isGood({ status: 200, body: undefined, client });
    expect(of({ outcome: 'nothing' })).to.equal(true);
    expect(of({ outcome: 'nothing', problem: 'x' })).to.equal(false);
    expect(of({ outcome: 'refused', status: 401, body: '' })).to.equal(false);
  });

  it('is a line of JSON, bytes as base64', () => {
    const line = answerAsJson({ status: 200, body: Buffer.from('a'), client: { outcome: 'acknowledged' } });
    expect(line).to.equal('{"status":200,"body":"YQ==","client":{"outcome":"acknowledged"}}\n');
  });
});

import { expect } from 'chai';
import { answerTo, createModel, tokensOf } from './model.js';

const { signal } = new AbortController();

async function read(tokens: AsyncIterable<string>): Promise<readonly string[]> {
  const heard: string[] = [];
  for await (const token of tokens) heard.push(token);
  return heard;
}

describe('the model', () => {
  it('writes its answer token by token, at the pace that it is given', async () => {
    let beats = 0;
    const tokens = await read(
      createModel(async () => {
        beats += 1;
      })('Why?', signal),
    );
    expect(tokens.join('')).to.equal(answerTo('Why?'));
    expect(tokens.length).to.equal(beats).and.greaterThan(100);
  });

  it('stops between two tokens', async () => {
    const controller = new AbortController();
    const tokens = createModel()('Why?', controller.signal)[Symbol.asyncIterator]();
    const next = tokens.next();
    controller.abort();
    const [result] = await Promise.allSettled([next]);
    expect(result).to.have.nested.property('reason.name', 'AbortError');
    expect(await tokens.next()).to.deep.equal({ value: undefined, done: true });
  });

  it('loses nothing of a text', () => {
    expect(tokensOf(' a  b\n\nc ')).to.deep.equal([' a  ', 'b\n\n', 'c ']);
    expect(tokensOf('')).to.deep.equal([]);
  });
});

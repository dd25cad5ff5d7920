import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/index.js';
import type { UserEventContext } from '../../lib/index.js';
import { answerConnect, answerMessage, answerOf } from '../support/parity.js';
import { textOf } from '../support/recording-log.js';
import { eventHeaders, systemHeaders } from '../support/signed-event.js';

// Section 4: the way of an answer back, and the state of a connection.

describe('fault of C#: a function that throws hangs until the request is aborted', () => {
  it('is answered long before the deadline here', async () => {
    const fail = (): never => {
      throw new Error('no');
    };
    const options = { invocationTimeout: 60_000 };
    expect((await answerConnect(fail, {}, options)).status).to.equal(500);
    expect((await answerMessage(async () => fail(), {}, options)).status).to.equal(500);
  });

  it('and so is one that never ends, at the deadline', async () => {
    const answer = await answerMessage(() => new Promise(() => {}), {}, { invocationTimeout: 30 });
    expect(answer.status).to.equal(500);
  });
});

describe('fault of C#: a refusal whose message is null is 500', () => {
  it('keeps its status here', async () => {
    const refusal = { code: 'unauthorized', errorMessage: null };
    expect(await answerConnect(() => refusal)).to.deep.include({ status: 401, body: '' });
  });
});

describe('fault of C#: text of an exception reaches the caller', () => {
  it('neither that of a wrong answer nor that of an error does here', async () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    for (const answer of [await answerMessage(() => cyclic), await answerConnect(() => ({ role: 'admin' }))]) {
      expect(answer).to.deep.include({ status: 500, body: 'Internal Server Error' });
    }
  });
});

describe('fault of C#: what is no response object is ignored', () => {
  for (const [what, value, contentType, body] of [
    ['a string', 'hi', 'text/plain; charset=utf-8', 'hi'],
    ['bytes', Buffer.from('hi'), 'application/octet-stream', 'hi'],
    ['a number', 7, 'application/json; charset=utf-8', '7'],
    ['an object', { a: 1 }, 'application/json; charset=utf-8', '{"a":1}'],
  ] as const) {
    it(`${what} is an answer here`, async () => {
      const answer = await answerMessage(() => value);
      expect([answer.status, answer.headers['content-type'], answer.body]).to.deep.equal([200, contentType, body]);
    });
  }
});

describe('fault of C#: null as the answer to a message is a null reference', () => {
  it('is nothing here: 204', async () => {
    expect(await answerMessage(() => null)).to.deep.include({ status: 204, body: '' });
  });
});

describe('fault of C#: the failure of an asynchronous connected is lost', () => {
  it('is logged here and reaches onError', async () => {
    class Chat {
      @WebPubSubTrigger('chat', 'system', 'connected') async connected(): Promise<void> {
        await Promise.resolve();
        throw new Error('lost no more');
      }
    }
    const errors: unknown[] = [];
    const request = { headers: systemHeaders('connected'), body: '{}' };
    const { status, lines } = await answerOf([Chat], request, { onError: (error) => errors.push(error) });
    expect([status, String(errors[0])]).to.deep.equal([200, 'Error: lost no more']);
    expect(textOf(lines, 'error')).to.include('lost no more');
  });
});

describe('fault of C#: an answer without dataType is binary', () => {
  it('is what its value says here', async () => {
    const { headers } = await answerMessage(() => ({ data: 'hi', states: { a: 1 } }));
    expect(headers['content-type']).to.equal('text/plain; charset=utf-8');
  });
});

/** The state header of an answer when {"a":1,"b":2} came with the event. */
async function headerAfter(run: (context: UserEventContext) => unknown): Promise<string | string[] | undefined> {
  const headers = eventHeaders({ 'ce-connectionState': 'eyJhIjoxLCJiIjoyfQ==' });
  return (await answerMessage(run, { headers })).headers['ce-connectionstate'];
}

describe('fault of C#: a clear sends no header, so nothing is cleared', () => {
  it('sends the base64 of {} here', async () => {
    expect(await headerAfter((context) => void (context.states = {}))).to.equal('e30=');
  });

  it('can be said from plain JavaScript here, key by key too', async () => {
    const run = ({ states }: UserEventContext): void => {
      for (const key of Object.keys(states)) Reflect.deleteProperty(states, key);
    };
    expect(await headerAfter(run)).to.equal('e30=');
  });
});

describe('fault of C#: what is set after a clear brings the old back', () => {
  it('is all there is here', async () => {
    const run = (context: UserEventContext): unknown => {
      context.states = {};
      return { states: { c: 3 } };
    };
    // The base64 of {"c":3}.
    expect(await headerAfter(run)).to.equal('eyJjIjozfQ==');
  });
});

describe('fault of C#: states of the JS SDK are read as none', () => {
  it('are read here, whoever wrote them', async () => {
    const seen: unknown[] = [];
    await headerAfter(({ states }) => void seen.push({ ...states }));
    expect(seen).to.deep.equal([{ a: 1, b: 2 }]);
  });
});

describe('as in C#: the status of an answer', () => {
  for (const status of [100, 201, 302, 399, 600]) {
    it(`is no ${String(status)}: setting it is a failure`, async () => {
      const answer = await answerConnect((context) => void (context.statusCode = status));
      expect(answer.status).to.equal(500);
      expect(textOf(answer.lines, 'error')).to.include(`cannot be answered with the status ${String(status)}`);
    });
  }

  it('is that of a refusal whatever was returned beside it', async () => {
    const answer = await answerConnect((context) => {
      context.statusCode = 401;
      return { userId: 'ann' };
    });
    expect(answer.status).to.equal(401);
  });
});

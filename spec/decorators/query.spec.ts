import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Query } from '../../lib/decorators/query.js';
import { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { ValuesByName } from '../../lib/invocation/contexts/connect-context.js';
import { connectEvent } from '../../lib/testing/events.js';
import { serveControllers } from '../support/app.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

class Api {
  @HttpTrigger() find(@Query('q') q: string | undefined, @Query() all: ValuesByName) {
    return { q, all };
  }
}

describe('@Query', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => Query())).to.deep.equal(['parameter']);
  });

  it('reads the query of a client that connects, whole or the first value of one name', () => {
    const event = connectEvent({ query: { room: ['a', 'b'] } });
    expect([readPart(Query(), event), readPart(Query('room'), event)]).to.deep.equal([{ room: ['a', 'b'] }, 'a']);
  });

  it('reads the query of an HTTP request in the same form', () => {
    const context = new HttpContext({ query: { room: 'a', tag: ['x', 'y'] } });
    expect([readPart(Query(), context), readPart(Query('tag'), context)]).to.deep.equal([
      { room: ['a'], tag: ['x', 'y'] },
      'x',
    ]);
  });

  it('reads undefined for a name that is not there, also one that objects inherit', () => {
    const values = ['q', 'constructor'].map((name) => readPart(Query(name), connectEvent()));
    expect(values).to.deep.equal([undefined, undefined]);
  });

  it('is bound over HTTP', async () => {
    const answer = await serveControllers([Api], ({ send }) =>
      send({ method: 'GET', path: '/find?q=1&q=2', headers: [] }),
    );
    expect(JSON.parse(answer.body)).to.deep.equal({ q: '1', all: { q: ['1', '2'] } });
  });
});

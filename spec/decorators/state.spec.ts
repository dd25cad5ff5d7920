import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { State } from '../../lib/decorators/state.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { userEvent } from '../../lib/testing/events.js';
import { serveControllers } from '../support/app.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';
import { eventHeaders, stateHeader } from '../support/signed-event.js';

@Hub('chat')
class Counter {
  @WebPubSubTrigger() message(@State() states: { count: number }): void {
    states.count += 1;
  }
}

describe('@State', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => State())).to.deep.equal(['parameter']);
  });

  it('reads the state, or one value of it', () => {
    const event = userEvent({ data: '', states: { count: 2 } });
    expect([readPart(State(), event), readPart(State('count'), event)]).to.deep.equal([{ count: 2 }, 2]);
  });

  it('reads nothing that the state only inherits', () => {
    expect(readPart(State('constructor'), userEvent({ data: '' }))).to.equal(undefined);
  });

  it('takes a change in place back to the service', async () => {
    const headers = eventHeaders({ 'ce-connectionState': stateHeader({ count: 1 }) });
    const answer = await serveControllers([Counter], ({ send }) => send({ headers, body: 'hi' }));
    expect(answer.headers['ce-connectionstate']).to.equal(stateHeader({ count: 2 }));
  });
});

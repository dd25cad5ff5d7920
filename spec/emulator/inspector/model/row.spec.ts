import { expect } from 'chai';
import type { Chain } from '../../../../lib/emulator/inspector/model/chain.js';
import { outcomeOf, rowOf, whoOf } from '../../../../lib/emulator/inspector/model/row.js';
import { Timeline } from '../../../../lib/emulator/inspector/model/timeline.js';
import { chainOf, entry, story } from '../../../support/inspector-entries.js';

function timelineOf(): Timeline {
  const timeline = new Timeline();
  timeline.add(story);
  return timeline;
}

function rowsOf(timeline: Timeline) {
  return timeline.chains.map((chain: Chain) => rowOf(chain, timeline));
}

describe('a row', () => {
  it('has signs for what is not seen in a user id and an error', () => {
    const timeline = new Timeline();
    timeline.add([
      entry({ id: 1, what: 'client.asks' }),
      entry({ id: 2, cause: 1, what: 'client.opened', userId: 'a\u202e' }),
    ]);
    timeline.add([entry({ id: 3, what: 'frame.failed', error: 'e\0' })]);
    expect(rowsOf(timeline)[1]).to.include({ who: 'a[U+202E]', summary: 'e␀' });
  });

  it('has no time that it took where the clock was set back', () => {
    expect(rowOf(chainOf(entry({ time: 5 }), entry({ id: 2 })), new Timeline()).duration).to.equal('–');
  });

  it('tells what happened, to whom, and what came of it', () => {
    const [connects, event, call] = rowsOf(timelineOf());
    expect(connects).to.include({ kind: 'client', title: 'client connects', who: 'ann', outcome: 'connected' });
    expect(event).to.include({ kind: 'frame', title: '→ event say', who: 'ann', summary: 'hello', duration: '21 ms' });
    expect(event?.outcome).to.equal('ack · app 204 · 1 call');
    expect(call).to.include({ kind: 'rest', title: 'sendToAll', who: 'app', outcome: '202 · 1 delivery' });
    expect(call?.summary).to.equal('to all');
    const path = '/api/hubs/chat/groups/lobby/:send';
    const toGroup = { id: 1, time: 0, what: 'rest.called', operation: 'sendToGroup', path } as const;
    expect(rowOf(chainOf(toGroup), new Timeline()).summary).to.equal('/groups/lobby');
  });

  it('says that something went wrong', () => {
    const row = rowOf(chainOf(entry(), entry({ id: 2, what: 'frame.failed', error: 'Forbidden' })), new Timeline());
    expect([row.hasFailed, row.outcome]).to.deep.equal([true, 'Forbidden']);
  });

  it('is about a connection where no user is known, and about nobody where there is none', () => {
    const timeline = new Timeline();
    expect(whoOf(chainOf(entry({ connectionId: 'abcdefghijklmnop' })), timeline)).to.equal('abcdefghij…');
    expect(whoOf(chainOf({ id: 1, time: 0, what: 'hub.set', hub: 'chat' }), timeline)).to.equal('');
    expect(whoOf(chainOf({ id: 1, time: 0, what: 'inspector.acted' }), timeline)).to.equal('inspector');
  });

  it('says that nobody got what was sent', () => {
    const call = { id: 1, time: 0, what: 'rest.called', operation: 'sendToGroup' } as const;
    expect(outcomeOf(chainOf(call, { id: 2, time: 0, what: 'rest.answered', status: 202 }))).to.equal(
      '202 · 0 deliveries',
    );
    expect(outcomeOf(chainOf(call, { id: 2, time: 0, what: 'rest.answered', status: 401 }))).to.equal('401');
    expect(outcomeOf(chainOf(entry({ type: 'sendToGroup' })))).to.equal('0 deliveries');
  });

  it('counts deliveries, also those that wait and those that are not kept', () => {
    const kept = entry({ id: 2, what: 'message.kept' });
    const sent = entry({ id: 3, what: 'frame.sent', type: 'message' });
    expect(outcomeOf({ ...chainOf(entry(), kept, sent), left: 7 })).to.equal('9 deliveries');
  });
});

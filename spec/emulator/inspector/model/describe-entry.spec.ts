import { expect } from 'chai';
import { detailOf, kindOf, titleOf } from '../../../../lib/emulator/inspector/model/describe-entry.js';
import { entry } from '../../../support/inspector-entries.js';

describe('the words of an entry', () => {
  for (const [given, title, detail] of [
    [{ type: 'event', event: 'say', message: { dataType: 'text', data: 'hi' } }, '→ event say', 'hi'],
    [{ type: 'joinGroup', group: 'g', bytes: 40 }, '→ joinGroup', 'group g · 40 B'],
    [{ what: 'frame.sent', type: 'ack', error: 'Forbidden' }, '← ack', 'Forbidden'],
    [{ what: 'client.asks', subprotocols: [] }, 'client connects', 'no subprotocol'],
    [{ what: 'client.opened' }, 'connected', 'simple client'],
    [{ what: 'client.refused', status: 401, why: 'No token.' }, 'refused', '401 · No token.'],
    [{ what: 'rest.called', method: 'POST', path: '/api/x', operation: 'sendToAll' }, 'sendToAll', 'POST /api/x'],
    [{ what: 'rest.called', method: 'GET', path: '/x' }, 'GET /x', ''],
    [{ what: 'hub.set' }, 'hub settings', 'chat'],
    [{ type: 'joinGroup', group: '\0\n', bytes: 40 }, '→ joinGroup', 'group ␀␊ · 40 B'],
    [{ what: 'rest.called', method: 'GET', path: '/\u202ex' }, 'GET /[U+202E]x', ''],
    [{ what: 'rest.answered', status: 202 }, 'answered 202', ''],
    [{ what: 'event.handler', eventName: 'say', why: 'no handler' }, 'event handler', 'say · no handler'],
    [{ what: 'event.sent', eventName: 'say', attempt: 2, url: 'http://a/' }, 'event say', 'attempt 2 · http://a/'],
    [{ what: 'inspector.acted', action: 'cut', why: 'It was cut.' }, 'cut', 'It was cut.'],
  ] as const) {
    it(`are “${title}” and “${detail}”`, () => {
      expect([titleOf(entry(given)), detailOf(entry(given))]).to.deep.equal([title, detail]);
    });
  }

  it('name what a title does not know', () => {
    expect(titleOf({ id: 1, time: 0, what: 'later.added' as 'hub.set' })).to.equal('later.added');
  });

  it('are of a kind', () => {
    const whats = ['frame.sent', 'event.sent', 'hub.set', 'inspector.acted', 'inspector.away'] as const;
    expect(whats.map((what) => kindOf(entry({ what })))).to.deep.equal([
      ...['frame', 'event', 'other', 'inspector', 'inspector'],
    ]);
  });
});

import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { snapshotOf } from '../../../lib/emulator/broker/snapshot.js';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { HubTable } from '../../../lib/emulator/hub-table.js';
import { act, isAction } from '../../../lib/emulator/inspector/actions.js';
import { Disturbances } from '../../../lib/emulator/inspector/disturbances.js';
import { SentEvents, type SentEvent } from '../../../lib/emulator/inspector/sent-events.js';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { brokerStory } from '../../support/broker-story.js';

function story() {
  const { broker, open, clock, ended } = brokerStory();
  const tap = new Tap(clock);
  const entries: TapEntry[] = [];
  tap.watch({ take: (entry) => void entries.push(entry), end: () => {} });
  const replayed: SentEvent[] = [];
  const tokens = new AccessTokens(['a-key'], clock);
  const sent = new SentEvents();
  const sender = {
    send: async (event: SentEvent['event'], target: SentEvent['target']) => {
      replayed.push({ event, target });
      tap.record('hub.set', { hub: 'told within' });
      return { isCalledOff: true } as const;
    },
  };
  const inspected = {
    ...{
      broker,
      hubs: new HubTable(),
      accessKeys: ['a-key'],
      tokens,
      tap,
      sent,
      sender,
      address: addressOf('localhost', 8080),
    },
    snapshot: () => snapshotOf(broker),
    disturbances: new Disturbances(new Faults(clock)),
  };
  return { inspected, open, ended, entries, replayed, tokens, sent };
}

const text = { hub: 'Chat', dataType: 'text', data: 'hi' } as const;

describe('what can be done on the page', () => {
  for (const [to, target, reached] of [
    ['all', undefined, ['c1', 'c2', 'c3']],
    ['group', 'lobby', ['c1', 'c3']],
    ['user', 'ann', ['c1', 'c2']],
    ['connection', 'c3', ['c3']],
  ] as const) {
    it(`is to send to ${target ?? 'everybody'}, told as the cause of what comes of it`, () => {
      const { inspected, open, entries } = story();
      const receivers = [
        open('c1', { userId: 'ann', groups: ['lobby'] }),
        open('c2', { userId: 'ann' }),
        open('c3', { groups: ['lobby'] }),
      ].map(([{ id }, receiver]) => [id, receiver] as const);
      expect(act(inspected, 'send', { ...text, to, ...(target ? { target } : {}) })).to.deep.equal({ value: {} });
      expect(receivers.filter(([, { data }]) => data.includes('hi')).map(([id]) => id)).to.deep.equal(reached);
      expect(entries[0]).to.include({ what: 'inspector.acted', action: 'send', hub: 'chat' });
    });
  }

  it('is to send bytes', () => {
    const { inspected, open } = story();
    const [, receiver] = open('c1');
    act(inspected, 'send', { ...text, to: 'all', dataType: 'binary', data: 'AQL/' });
    expect(receiver.data).to.deep.equal([Buffer.from([1, 2, 255])]);
  });

  it('is not to send what is no JSON, nor to nobody', () => {
    const { inspected, entries } = story();
    const json = act(inspected, 'send', { ...text, to: 'all', dataType: 'json', data: '{' });
    expect(json).to.deep.equal({ problem: 'The message is no JSON.' });
    expect(act(inspected, 'send', { ...text, to: 'user' })).to.deep.equal({ problem: 'Which user?' });
    expect(entries).to.deep.equal([]);
  });

  it('is to close a connection as the server does', () => {
    const { inspected, open, ended } = story();
    const [, receiver] = open('c1');
    act(inspected, 'close', { hub: 'chat', connectionId: 'c1', reason: 'enough' });
    expect(receiver.ending).to.equal('1000');
    expect(ended).to.deep.equal(['c1: Application server closed the connection. Reason: enough']);
  });

  it('is to cut a WebSocket, after which a reliable connection waits', () => {
    const { inspected, open } = story();
    const [connection, receiver] = open('c1', { isReliable: true });
    expect(act(inspected, 'cut', { hub: 'chat', connectionId: 'c1' })).to.deep.equal({ value: {} });
    expect([receiver.ending, connection.isEnded]).to.deep.equal(['aborted', false]);
    connection.receiver = undefined;
    expect(act(inspected, 'cut', { hub: 'chat', connectionId: 'c1' })).to.deep.equal({
      problem: 'Its client is away already.',
    });
  });

  it('is nothing to a connection that is gone', () => {
    const { inspected } = story();
    const [problem, c9] = ['That connection is gone.', { hub: 'chat', connectionId: 'c9' }] as const;
    for (const name of ['close', 'cut'] as const) expect(act(inspected, name, c9)).to.deep.equal({ problem });
    expect(act(inspected, 'disturb', { ...c9, at: 'frameToClient', fault: 'drop' })).to.deep.equal({ problem });
  });

  it('is to let frames of a connection be lost or late, and to end that', () => {
    const { inspected, open, entries } = story();
    open('c1');
    const c1 = { hub: 'Chat', connectionId: 'c1' };
    expect(act(inspected, 'disturb', { ...c1, at: 'frameToClient', fault: 'drop' })).to.deep.equal({ value: {} });
    expect(inspected.disturbances.shown.length).to.equal(1);
    act(inspected, 'heal', c1);
    expect(inspected.disturbances.shown).to.deep.equal([]);
    expect(entries.map((entry) => ('action' in entry ? entry.action : ''))).to.deep.equal(['drop', 'heal']);
  });

  it('is to send an event once more, the same to the same, told as its cause', () => {
    const { inspected, sent, replayed, entries } = story();
    const event = { hub: 'chat', connectionId: 'c1', eventType: 'user', eventName: 'e', eventId: 4 } as const;
    const body = { contentType: 'text/plain', body: 'x', cookies: new CookieJar(), userId: undefined };
    const one = { event: { ...event, ...body }, target: { urlTemplate: 'http://app/' } };
    sent.add(7, one);
    expect(act(inspected, 'replay', { id: 7 })).to.deep.equal({ value: {} });
    expect(replayed).to.deep.equal([one]);
    expect(entries.map(({ what, cause }) => [what, cause])).to.deep.equal([
      ['inspector.acted', undefined],
      ['hub.set', 1],
    ]);
    expect(act(inspected, 'replay', { id: 8 })).to.deep.equal({ problem: 'That event is no longer kept.' });
  });

  it('is to make a token for a client of the page', () => {
    const { inspected, tokens } = story();
    const outcome = act(inspected, 'client', { hub: 'chat', userId: 'ann', roles: ['r'], groups: ['g'] });
    const { path, accessToken } = ('value' in outcome ? outcome.value : {}) as Record<string, string>;
    const verified = tokens.verify(accessToken ?? '', {
      isAudience: (aud) => aud === `http://localhost:8080${path ?? ''}`,
    });
    expect('claims' in verified && verified.claims).to.include({ sub: 'ann' });
    expect('claims' in verified && verified.claims).to.deep.include({ role: ['r'], 'webpubsub.group': ['g'] });
  });

  it('is to look at the state', () => {
    const { inspected, open } = story();
    open('c1', { userId: 'ann' });
    const outcome = act(inspected, 'state', {});
    expect(JSON.stringify(outcome)).to.include('"connectionId":"c1"').and.include('"url":"http://localhost:8080"');
  });

  it('is nothing else', () => {
    expect(['send', 'stream', 'toString', ''].map(isAction)).to.deep.equal([true, false, false, false]);
  });
});

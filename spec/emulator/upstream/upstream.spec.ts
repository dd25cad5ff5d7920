import { expect } from 'chai';
import { HubTable } from '../../../lib/emulator/hub-table.js';
import type { Delivered } from '../../../lib/emulator/upstream/event-sender.js';
import type { UpstreamEvent } from '../../../lib/emulator/upstream/event.js';
import { Upstream, type OnEventFailed } from '../../../lib/emulator/upstream/upstream.js';
import { brokerStory } from '../../support/broker-story.js';
import { httpAnswer } from '../../support/http-answers.js';

const signal = new AbortController().signal;
const text = (data: string) => ({ dataType: 'text', data }) as const;
const all = { userEventPattern: '*', systemEvents: ['connect', 'connected', 'disconnected'] };
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Upstream with a sender that keeps events and answers as given. */
function story(answer = httpAnswer(200), settings: object = all, delivered: Delivered = { answer }) {
  const hubs = new HubTable();
  hubs.setAll({ chat: { eventHandlers: [{ urlTemplate: 'http://app/', ...settings }] } });
  const sent: UpstreamEvent[] = [];
  const warnings: object[] = [];
  const log = { warn: (details: object) => warnings.push(details), error: () => {} };
  const signals: (AbortSignal | undefined)[] = [];
  const sender = {
    send: async (event: UpstreamEvent, _: unknown, called?: AbortSignal) => {
      sent.push(event);
      signals.push(called);
      return delivered;
    },
  };
  const failed: unknown[] = [];
  const onFailed: OnEventFailed = ({ eventName }, failure) => failed.push([eventName, failure]);
  const upstream = new Upstream({ hubs, sender, log, onFailed });
  const [connection] = brokerStory().open('c1', { userId: 'ann', subprotocol: 's', state: 'old' });
  return { upstream, sent, signals, warnings, failed, connection };
}

const request = { connectionId: 'c1', userId: 'ann', claims: {}, query: {}, headers: {}, subprotocols: [] };

describe('events to the app', () => {
  it('carry what is known of the connection, and count on', async () => {
    const { upstream, sent, connection } = story();
    upstream.connected(connection);
    await upstream.userEvent(connection, 'e', text('x'), signal);
    upstream.disconnected(connection, 'why');
    await soon();
    expect(sent.map(({ eventName, eventId, body }) => [eventName, eventId, body])).to.deep.equal([
      ['connected', 1, '{}'],
      ['e', 2, 'x'],
      ['disconnected', 3, '{"reason":"why"}'],
    ]);
    expect(sent[1]).to.include({ hub: 'chat', connectionId: 'c1', userId: 'ann', subprotocol: 's', state: 'old' });
  });

  it('are told of each time they fail, with the words of a no, of which no log is told', async () => {
    const no = httpAnswer(400, 'Say please.', { 'content-type': 'text/plain' });
    const { upstream, failed, warnings, connection } = story(no);
    for (const data of ['x', 'y']) await upstream.userEvent(connection, 'e', text(data), signal);
    const failure = { problem: 'the app answered 400, saying "Say please."', status: 400, words: 'Say please.' };
    expect(failed).to.deep.equal([
      ['e', failure],
      ['e', failure],
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it('are called off with their client, but notifications are not', async () => {
    const { upstream, signals, connection } = story();
    upstream.connected(connection);
    await upstream.userEvent(connection, 'e', text('x'), signal);
    await upstream.connect('chat', request, signal);
    await soon();
    expect(signals).to.deep.equal([undefined, signal, signal]);
  });

  it('spend their ids also where nobody takes them', async () => {
    const { upstream, sent, connection } = story(undefined, { systemEvents: ['disconnected'] });
    upstream.connected(connection);
    upstream.disconnected(connection, '');
    await soon();
    expect(sent.map(({ eventId }) => eventId)).to.deep.equal([2]);
  });

  it('carry the metadata of a client', async () => {
    const { upstream, sent, connection } = story();
    await upstream.userEvent(connection, 'e', { ...text('x'), metadata: { A: 'b' } }, signal);
    expect(sent[0]).to.deep.include({ metadata: { A: 'b' } });
  });

  it('change the state at once, but only when they succeed', async () => {
    const state = { 'ce-connectionstate': 'new' };
    const failed = story(httpAnswer(400, '', state));
    await failed.upstream.userEvent(failed.connection, 'e', text(''), signal);
    expect(failed.connection.state).to.equal('old');
    const done = story(httpAnswer(200, '', state));
    await done.upstream.userEvent(done.connection, 'e', text(''), signal);
    expect(done.connection.state).to.equal('new');
  });

  it('do not change the state as notifications, whose failure is only logged', async () => {
    const { upstream, warnings, connection } = story(httpAnswer(400, '', { 'ce-connectionstate': 'new' }));
    upstream.connected(connection);
    await soon();
    expect(connection.state).to.equal('old');
    expect(warnings).to.deep.equal([
      { hub: 'chat', eventName: 'connected', connectionId: 'c1', problem: 'the app answered 400' },
    ]);
  });
});

describe('presence in groups', () => {
  const presence = (groupFilters: readonly string[] = []) => ({
    groupPresenceEvents: { eventNames: ['joined', 'left'], groupFilters },
  });

  it('goes to the handler that takes it', async () => {
    const { upstream, sent, connection } = story(undefined, presence(['room.*']));
    upstream.moved(connection, 'room.1', 'joined');
    upstream.moved(connection, 'other', 'joined');
    upstream.moved(connection, 'room.1', 'left');
    await soon();
    expect(sent.map(({ eventType, eventName, eventId, body }) => [eventType, eventName, eventId, body])).to.deep.equal([
      ['group', 'joined', 1, '{"group":"room.1"}'],
      ['group', 'left', 2, '{"group":"room.1"}'],
    ]);
  });

  it('spends no id where nobody takes it', async () => {
    const { upstream, sent, connection } = story();
    upstream.moved(connection, 'g', 'joined');
    upstream.connected(connection);
    await soon();
    expect(sent.map(({ eventId }) => eventId)).to.deep.equal([1]);
  });

  it('is dropped, and the log says so once, when an app is too slow for it', async () => {
    const { upstream, sent, warnings, connection } = story(undefined, presence());
    for (let count = 0; count < 1100; count += 1) upstream.moved(connection, 'g', 'joined');
    for (let round = 0; round < 5; round += 1) await soon();
    expect([sent.length, warnings.length]).to.deep.equal([1000, 1]);
  });
});

describe('the log of events', () => {
  it('is silent when the app says no to what a client asked', async () => {
    const { upstream, warnings, connection } = story(httpAnswer(400));
    expect(await upstream.userEvent(connection, 'e', text(''), signal)).to.have.property('problem');
    expect(warnings).to.deep.equal([]);
  });

  it('is silent when an event was called off, and so is the client', async () => {
    const calledOff = story(undefined, all, { isCalledOff: true });
    const { upstream, warnings, connection } = calledOff;
    upstream.connected(connection);
    expect(await upstream.userEvent(connection, 'e', text(''), signal)).to.deep.equal({ isCalledOff: true });
    expect(await upstream.connect('chat', request, signal)).to.have.nested.property('refused.status', 500);
    expect(warnings).to.deep.equal([]);
  });

  it('tells once of what says that app and service do not fit', async () => {
    const { upstream, warnings, connection } = story(httpAnswer(404));
    for (let count = 0; count < 3; count += 1) await upstream.userEvent(connection, 'e', text(''), signal);
    await upstream.connect('chat', request, signal);
    expect(warnings.map((details) => (details as { eventName: string }).eventName)).to.deep.equal(['e', 'connect']);
  });

  it('tells of an event that nobody takes', async () => {
    const { upstream, warnings, connection } = story(undefined, {});
    await upstream.userEvent(connection, 'e', text(''), signal);
    expect(warnings).to.have.nested.property('[0].problem', 'no event handler of hub "chat" takes it');
  });
});

describe('connect', () => {
  it('is a yes where nobody takes it', async () => {
    const { upstream, sent } = story(undefined, {});
    expect(await upstream.connect('chat', request, signal)).to.deep.equal({ accepted: {} });
    expect(sent).to.deep.equal([]);
  });

  it('fails, and the log says so, after an answer that means nothing', async () => {
    for (const body of ['{', '{"groups":[" "]}']) {
      const { upstream, warnings } = story(httpAnswer(200, body));
      expect(await upstream.connect('chat', request, signal)).to.have.nested.property('refused.status', 500);
      expect(warnings).to.have.length(1);
    }
  });

  it('passes a refusal on without a warning', async () => {
    const { upstream, warnings } = story(httpAnswer(401, 'no'));
    expect(await upstream.connect('chat', request, signal)).to.have.nested.property('refused.status', 401);
    expect(warnings).to.deep.equal([]);
  });
});

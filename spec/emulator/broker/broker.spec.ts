import { expect } from 'chai';
import { brokerStory, RecordingReceiver } from '../../support/broker-story.js';

const message = (data: string) => ({ type: 'message', from: 'server', message: { dataType: 'text', data } }) as const;

describe('the broker', () => {
  it('knows a hub in any letter case, and every hub', () => {
    const { broker, hub, open } = brokerStory();
    open('c1');
    expect(broker.hub('CHAT')).to.equal(hub);
    expect(broker.hub('other')).to.not.equal(hub);
  });

  // Callers choose the names of hubs: they must not fill the memory.
  it('keeps no hub without connections', () => {
    const { broker, hub, open } = brokerStory();
    const [connection] = open('c1');
    broker.hub('other');
    expect([...broker.hubs()]).to.deep.equal([hub]);
    broker.end(connection, 'gone');
    expect([...broker.hubs()]).to.deep.equal([]);
  });

  it('has one hub of a name, whoever asked for it first', () => {
    const { broker, hub, open } = brokerStory();
    const early = broker.hub('chat');
    open('c1');
    const start = { id: 'c2', userId: undefined, roles: [], groups: [] };
    expect(broker.open(early, start, new RecordingReceiver()).hub).to.equal(hub);
  });

  it('opens a connection in the groups it begins with', () => {
    const { hub, open } = brokerStory();
    const [connection] = open('c1', { userId: 'ann', groups: ['g'] });
    expect([...hub.inGroup('g')]).to.deep.equal([connection]);
    expect([...hub.ofUser('ann')]).to.deep.equal([connection]);
  });

  it('ends a plain connection when its wire is lost', () => {
    const { broker, hub, ended, open } = brokerStory();
    const [connection, receiver] = open('c1', { userId: 'ann', groups: ['g'] });
    broker.lose(connection, receiver, 'gone', false);
    expect(ended).to.deep.equal(['c1: gone']);
    expect([hub.connection('c1'), hub.inGroup('g').size, hub.ofUser('ann').size]).to.deep.equal([undefined, 0, 0]);
  });

  it('ends a connection once', () => {
    const { broker, ended, open } = brokerStory();
    const [connection, receiver] = open('c1');
    broker.close(connection, undefined);
    broker.lose(connection, receiver, 'gone', true);
    broker.end(connection, 'again');
    expect(ended).to.deep.equal(['c1: Application server closed the connection.']);
  });

  it('closes with the reason of the app, told before the WebSocket closes', () => {
    const { broker, open } = brokerStory();
    const [connection, receiver] = open('c1');
    broker.close(connection, 'bye');
    expect(receiver.frames).to.deep.equal([
      { type: 'disconnected', message: 'Application server closed the connection. Reason: bye' },
    ]);
    expect(receiver.ending).to.equal('1000');
  });

  it('forgets everything without a word when it is cleared', () => {
    const { broker, clock, ended, open } = brokerStory();
    const [connection, receiver] = open('c1', { isReliable: true });
    broker.lose(connection, receiver, 'gone', false);
    broker.clear();
    expect([clock.waiting, ended, broker.hub('chat').connection('c1')]).to.deep.equal([0, [], undefined]);
  });
});

describe('a reliable connection of the broker', () => {
  it('numbers its messages and waits 30 s for another wire', () => {
    const { broker, clock, ended, open } = brokerStory();
    const [connection, receiver] = open('c1', { isReliable: true });
    broker.deliver(connection, message('a'));
    broker.lose(connection, receiver, 'gone', false);
    clock.advance(29_999);
    expect(ended).to.deep.equal([]);
    clock.advance(1);
    expect(ended).to.deep.equal(['c1: The connection recovery timeout expired.']);
  });

  it('gets what it has not acknowledged on the next wire, in order', () => {
    const { broker, clock, ended, open } = brokerStory();
    const [connection, first] = open('c1', { isReliable: true });
    for (const data of ['a', 'b']) broker.deliver(connection, message(data));
    connection.buffer?.acknowledge(1n);
    broker.lose(connection, first, 'gone', false);
    broker.deliver(connection, message('c'));
    const second = new RecordingReceiver();
    broker.resume(connection, second);
    clock.advance(60_000);
    expect(second.frames).to.deep.equal([
      { ...message('b'), sequenceId: 2 },
      { ...message('c'), sequenceId: 3 },
    ]);
    expect(ended).to.deep.equal([]);
  });

  it('loses a message whose time ran out while it was away', () => {
    const { broker, clock, open } = brokerStory();
    const [connection, first] = open('c1', { isReliable: true });
    broker.lose(connection, first, 'gone', false);
    broker.deliver(connection, message('short'), 1);
    broker.deliver(connection, message('long'), 0);
    clock.advance(1000);
    const second = new RecordingReceiver();
    broker.resume(connection, second);
    expect(second.data).to.deep.equal(['long']);
  });

  it('takes over from a wire that is still there, whose end means nothing then', () => {
    const { broker, ended, open } = brokerStory();
    const [connection, first] = open('c1', { isReliable: true });
    broker.resume(connection, new RecordingReceiver());
    broker.lose(connection, first, 'gone', true);
    expect([first.ending, ended]).to.deep.equal(['aborted', []]);
  });

  it('ends without a close frame when too much is unacknowledged', () => {
    const { broker, ended, open } = brokerStory({ unackedMessages: 2 });
    const [connection, receiver] = open('c1', { isReliable: true });
    for (const data of ['a', 'b', 'c', 'd']) broker.deliver(connection, message(data));
    expect([receiver.data, receiver.ending]).to.deep.equal([['a', 'b'], 'aborted']);
    expect(ended).to.deep.equal(['c1: The reliable message buffer is full.']);
  });

  it('ends also while it is away when too much waits for it', () => {
    const { broker, clock, ended, open } = brokerStory({ unackedMessages: 2 });
    const [connection, receiver] = open('c1', { isReliable: true });
    broker.lose(connection, receiver, 'gone', false);
    for (const data of ['a', 'b', 'c', 'd']) broker.deliver(connection, message(data));
    expect([ended, broker.hub('chat').connection('c1'), clock.waiting]).to.deep.equal([
      ['c1: The reliable message buffer is full.'],
      undefined,
      0,
    ]);
  });

  it('ends at once when the client takes its leave', () => {
    const { broker, ended, open } = brokerStory();
    const [connection, receiver] = open('c1', { isReliable: true });
    broker.lose(connection, receiver, 'bye', true);
    expect(ended).to.deep.equal(['c1: bye']);
  });
});

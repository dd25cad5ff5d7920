import { expect } from 'chai';
import { groupStateRequests } from '../../../lib/emulator/broker/group-state-requests.js';
import type { GroupState } from '../../../lib/protocol/group-state.js';
import { brokerStory } from '../../support/broker-story.js';

const setter = { userId: 'ann', groups: ['g'], roles: ['webpubsub.setGroupState'] };
const hearer = { roles: ['webpubsub.getGroupState.g'] };

/** A connection that has states in `g`, and one that hears of them. */
function story(limits: { readonly groupStates?: number } = {}) {
  const given = brokerStory(limits);
  const { broker, open } = given;
  const [ann] = open('c1', setter);
  const [bob, heard] = open('c2', hearer);
  const set = (state?: GroupState, group = 'g', connection = ann) =>
    groupStateRequests.setGroupState(broker, connection, { type: 'setGroupState', group, ...(state && { state }) });
  const subscribe = (group = 'g', connection = bob) =>
    groupStateRequests.subscribeGroupState(broker, connection, { type: 'subscribeGroupState', group });
  return { ...given, ann, bob, heard, set, subscribe };
}

describe('the state of a group', () => {
  it('is told as a whole to who subscribes, then by its changes', () => {
    const { set, subscribe, heard, clock } = story();
    const updatedAt = clock.now();
    set({ mood: 'good' });
    subscribe();
    set({ mood: 'bad' });
    set();
    const item = { connectionId: 'c1', userId: 'ann' };
    expect(heard.frames).to.deep.equal([
      { type: 'groupStateSnapshot', group: 'g', items: [{ ...item, state: { mood: 'good' }, updatedAt }] },
      { type: 'groupStateUpdate', group: 'g', items: [{ ...item, state: { mood: 'bad' }, updatedAt: updatedAt + 1 }] },
      { type: 'groupStateUpdate', group: 'g', items: [{ ...item, updatedAt: updatedAt + 2 }] },
    ]);
  });

  it('is echoed to who changed it, if that has subscribed', () => {
    const { open, set, subscribe } = story();
    const [both, heard] = open('c3', { ...setter, roles: [...setter.roles, ...hearer.roles] });
    subscribe('g', both);
    set({ a: '1' }, 'g', both);
    expect(heard.data).to.deep.equal(['groupStateSnapshot', 'groupStateUpdate']);
  });

  it('is not told any more after unsubscribing, and nothing is told twice', () => {
    const { broker, bob, set, subscribe, heard } = story();
    set();
    subscribe();
    groupStateRequests.unsubscribeGroupState(broker, bob, { type: 'unsubscribeGroupState', group: 'g' });
    set({ a: '1' });
    expect(heard.data).to.deep.equal(['groupStateSnapshot']);
  });

  it('goes with membership: left, removed or ended', () => {
    const { broker, hub, ann, set, subscribe, heard } = story();
    subscribe();
    set({ a: '1' });
    hub.leave(ann, 'g');
    hub.join(ann, 'g');
    set({ a: '2' });
    broker.end(ann, 'bye');
    const states = heard.frames.map((frame) =>
      frame.type === 'groupStateUpdate' ? frame.items[0]?.state : frame.type,
    );
    expect(states).to.deep.equal(['groupStateSnapshot', { a: '1' }, undefined, { a: '2' }, undefined]);
  });

  it('needs the roles, and membership to have one', () => {
    const { open, set, subscribe } = story();
    const [stranger] = open('c3', { roles: ['webpubsub.setGroupState.g'] });
    expect(set({ a: '1' }, 'g', stranger)).to.deep.equal({
      ...{ name: 'BadRequest', message: "The client is not in group 'g'." },
    });
    expect(set({ a: '1' }, 'h', stranger)).to.have.property('name', 'Forbidden');
    expect(subscribe('h')).to.deep.equal({
      ...{ name: 'Forbidden', message: "The client does not have permission to get the state of group 'h'." },
    });
  });

  it('is bounded', () => {
    const { hub, ann, set, subscribe, open } = story({ groupStates: 1 });
    expect(set({ a: 'x'.repeat(8192) })).to.have.property('message', 'A state has at most 8192 characters.');
    hub.join(ann, 'h');
    expect([set({ a: '1' }), set({ a: '2' })]).to.deep.equal([undefined, undefined]);
    expect(set({ a: '1' }, 'h')).to.have.property('message', 'A connection has states of at most 1 groups.');
    const [all] = open('c3', { roles: ['webpubsub.getGroupState'] });
    expect([subscribe('g', all), subscribe('g', all)]).to.deep.equal([undefined, undefined]);
    expect(subscribe('h', all)).to.have.property('name', 'BadRequest');
  });

  it('is numbered for a reliable subscriber and told again after a recovery', () => {
    const { broker, open, set, subscribe } = story();
    const [bob, wire] = open('c3', { ...hearer, isReliable: true });
    subscribe('g', bob);
    broker.lose(bob, wire, 'gone', false);
    set({ a: '1' });
    broker.resume(bob, wire);
    const sequence = wire.frames.map((frame) => ('sequenceId' in frame ? `${frame.type} ${frame.sequenceId}` : ''));
    expect(sequence).to.deep.equal(['groupStateSnapshot 1', 'groupStateSnapshot 1', 'groupStateUpdate 2']);
  });

  it('is forgotten with the subscriptions of a connection that has ended', () => {
    const { broker, hub, bob, subscribe } = story();
    subscribe();
    broker.end(bob, 'bye');
    expect([...hub.states.subscribers('g')]).to.deep.equal([]);
  });
});

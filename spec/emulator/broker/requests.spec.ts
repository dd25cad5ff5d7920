import { expect } from 'chai';
import { clientRequests } from '../../../lib/emulator/broker/requests.js';
import { brokerStory } from '../../support/broker-story.js';

const everything = ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'];
const text = (data: string) => ({ dataType: 'text', data }) as const;

describe('what a client asks of the broker', () => {
  it('is joining and leaving, also twice', () => {
    const { broker, hub, open } = brokerStory();
    const [connection] = open('c1', { roles: everything });
    clientRequests.joinGroup(broker, connection, { type: 'joinGroup', group: 'g' });
    expect(hub.inGroup('g').size).to.equal(1);
    const leaving = { type: 'leaveGroup', group: 'g' } as const;
    expect(clientRequests.leaveGroup(broker, connection, leaving)).to.equal(undefined);
    expect(clientRequests.leaveGroup(broker, connection, leaving)).to.equal(undefined);
  });

  it('is forbidden without the role, in the words of the service', () => {
    const { broker, open } = brokerStory();
    const [connection] = open('c1');
    const refusals = [
      clientRequests.joinGroup(broker, connection, { type: 'joinGroup', group: 'g' }),
      clientRequests.leaveGroup(broker, connection, { type: 'leaveGroup', group: 'g' }),
      clientRequests.sendToGroup(broker, connection, {
        type: 'sendToGroup',
        group: 'g',
        noEcho: false,
        message: text('x'),
      }),
    ];
    expect(refusals).to.deep.equal(
      ['join', 'leave', 'send to'].map((verb) => ({
        name: 'Forbidden',
        message: `The client does not have permission to ${verb} group 'g'.`,
      })),
    );
  });

  it('is sending to a group that one need not be in', () => {
    const { broker, open } = brokerStory();
    const [sender, own] = open('c1', { userId: 'ann', roles: everything });
    const [, other] = open('c2', { groups: ['g'] });
    const frame = { type: 'sendToGroup', group: 'g', noEcho: false, message: text('hi') } as const;
    clientRequests.sendToGroup(broker, sender, frame);
    expect(own.frames).to.deep.equal([]);
    expect(other.frames).to.deep.equal([
      { type: 'message', from: 'group', group: 'g', fromUserId: 'ann', message: text('hi') },
    ]);
  });

  it('leaves the sender out with noEcho, and its user otherwise in', () => {
    const { broker, open } = brokerStory();
    const [sender, own] = open('c1', { userId: 'ann', roles: everything, groups: ['g'] });
    const [, other] = open('c2', { userId: 'ann', groups: ['g'] });
    const frame = { type: 'sendToGroup', group: 'g', noEcho: true, message: text('hi') } as const;
    clientRequests.sendToGroup(broker, sender, frame);
    expect([own.data, other.data]).to.deep.equal([[], ['hi']]);
  });
});

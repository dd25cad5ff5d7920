import { expect } from 'chai';
import { Notifications } from '../../../lib/emulator/upstream/notifications.js';
import { brokerStory } from '../../support/broker-story.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('notifications', () => {
  it('of one connection go out one after the other, those of another meanwhile', async () => {
    const { open } = brokerStory();
    const [[first], [second]] = [open('c1'), open('c2')];
    const notifications = new Notifications();
    const sent: string[] = [];
    let release = (): void => {};
    notifications.add(first, () => new Promise((resolve) => (release = resolve)));
    notifications.add(first, async () => void sent.push('c1'));
    notifications.add(second, async () => void sent.push('c2'));
    await soon();
    expect(sent).to.deep.equal(['c2']);
    release();
    await soon();
    expect(sent).to.deep.equal(['c2', 'c1']);
  });

  it('have room for a thousand that wait', async () => {
    const [connection] = brokerStory().open('c1');
    const notifications = new Notifications();
    let release = (): void => {};
    notifications.add(connection, () => new Promise((resolve) => (release = resolve)));
    for (let count = 1; count < 1000; count += 1) notifications.add(connection, async () => {});
    expect(notifications.hasRoom(connection)).to.equal(false);
    release();
    await soon();
    expect(notifications.hasRoom(connection)).to.equal(true);
  });
});

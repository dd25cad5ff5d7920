import { expect } from 'chai';
import { Notifications } from '../../../lib/emulator/upstream/notifications.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('notifications', () => {
  it('of one key wait for each other, of two do not', async () => {
    const notifications = new Notifications();
    const [first, second] = [{}, {}];
    const heard: string[] = [];
    const gate: { open?: () => void } = {};
    notifications.add(first, () => new Promise((resolve) => (gate.open = resolve)));
    notifications.add(first, async () => void heard.push('first'));
    notifications.add(second, async () => void heard.push('second'));
    await soon();
    expect([heard, notifications.waiting(first), notifications.waiting(second)]).to.deep.equal([['second'], 2, 0]);
    gate.open?.();
    await soon();
    expect([heard, notifications.waiting(first)]).to.deep.equal([['second', 'first'], 0]);
  });
});

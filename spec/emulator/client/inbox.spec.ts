import { expect } from 'chai';
import { Inbox } from '../../../lib/emulator/client/inbox.js';

describe('the inbox of a connection', () => {
  it('runs one task after the other', async () => {
    const ran: string[] = [];
    const gate: { open?: () => void } = {};
    const inbox = new Inbox(() => {});
    inbox.add(() => new Promise<void>((resolve) => (gate.open = resolve)));
    const last = new Promise<void>((resolve) => {
      inbox.add(() => void ran.push('second'));
      inbox.add(resolve);
    });
    expect([ran, inbox.length]).to.deep.equal([[], 2]);
    gate.open?.();
    await last;
    expect(ran).to.deep.equal(['second']);
  });

  it('goes on after a task that throws, and tells of it', async () => {
    const faults: unknown[] = [];
    const inbox = new Inbox((fault) => faults.push(fault));
    inbox.add(() => {
      throw new Error('sync');
    });
    inbox.add(() => Promise.reject(new Error('async')));
    await new Promise<void>((resolve) => inbox.add(resolve));
    expect(faults.map(String)).to.deep.equal(['Error: sync', 'Error: async']);
  });
});

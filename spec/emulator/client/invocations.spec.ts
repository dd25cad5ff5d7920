import { expect } from 'chai';
import { Invocations } from '../../../lib/emulator/client/invocations.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const never = (): Promise<void> => new Promise(() => {});
const noFault = (fault: unknown): never => expect.fail(String(fault));

describe('invocations', () => {
  it('have ids that are free again when they have ended or were cancelled', async () => {
    const invocations = new Invocations(noFault);
    expect(invocations.begin('1', never)).to.equal(undefined);
    expect(invocations.begin('1', never)).to.equal("The invocation '1' is under way already.");
    invocations.cancel('1');
    expect(invocations.begin('1', async () => {})).to.equal(undefined);
    await soon();
    expect(invocations.begin('1', never)).to.equal(undefined);
  });

  it('tell their tasks that they are cancelled, one or all', () => {
    const invocations = new Invocations(noFault);
    const signals: AbortSignal[] = [];
    const task = (signal: AbortSignal): Promise<void> => (signals.push(signal), never());
    for (const id of ['1', '2', '3']) invocations.begin(id, task);
    invocations.cancel('2');
    invocations.cancel('unknown');
    expect(signals.map(({ aborted }) => aborted)).to.deep.equal([false, true, false]);
    invocations.cancelAll();
    expect(signals.every(({ aborted }) => aborted)).to.equal(true);
  });

  it('keep the id of the next one when a cancelled one ends late', async () => {
    const invocations = new Invocations(noFault);
    const gate: { open?: () => void } = {};
    invocations.begin('1', () => new Promise((resolve) => (gate.open = resolve)));
    invocations.cancel('1');
    invocations.begin('1', never);
    gate.open?.();
    await soon();
    expect(invocations.begin('1', never)).to.be.a('string');
  });

  it('are 64 at a time', () => {
    const invocations = new Invocations(noFault);
    for (let id = 1; id <= 64; id += 1) expect(invocations.begin(`${id}`, never)).to.equal(undefined);
    expect(invocations.begin('65', never)).to.equal('A connection has at most 64 invocations under way.');
  });

  it('report what a task throws', async () => {
    const faults: unknown[] = [];
    new Invocations((fault) => faults.push(fault)).begin('1', () => Promise.reject(new Error('bug')));
    await soon();
    expect(faults.map(String)).to.deep.equal(['Error: bug']);
  });
});

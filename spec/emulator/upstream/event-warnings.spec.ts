import { expect } from 'chai';
import { EventWarnings } from '../../../lib/emulator/upstream/event-warnings.js';
import type { UpstreamEvent } from '../../../lib/emulator/upstream/event.js';

const event = (eventName: string, connectionId = 'c1') =>
  ({ hub: 'chat', eventType: 'user', eventName, connectionId }) as UpstreamEvent;

function story() {
  const told: unknown[] = [];
  const warnings = new EventWarnings({ warn: (details) => told.push(details), error: () => {} });
  return { told, warnings };
}

describe('warnings of events', () => {
  it('come once for all connections', () => {
    const { told, warnings } = story();
    for (const id of ['c1', 'c2']) warnings.failed(event('e', id), 'broken');
    expect(told).to.deep.equal([{ hub: 'chat', eventName: 'e', connectionId: 'c1', problem: 'broken' }]);
  });

  it('come again for another event, another problem, and after it went well', () => {
    const { told, warnings } = story();
    warnings.failed(event('e'), 'broken');
    warnings.failed(event('f'), 'broken');
    warnings.failed(event('e'), 'worse');
    warnings.succeeded(event('e'));
    warnings.failed(event('e'), 'worse');
    expect(told).to.have.length(4);
  });

  it('are bounded: clients choose the names of events', () => {
    const { told, warnings } = story();
    for (let count = 0; count < 2000; count += 1) warnings.failed(event(`e${count}`), 'broken');
    expect(told).to.have.length(1000);
  });
});

import { expect } from 'chai';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { LiveCalls } from '../../lib/host/live-calls.js';
import { ServiceCalls } from '../../lib/host/service-calls.js';
import { ServiceRegistry } from '../../lib/host/service-registry.js';
import { codeOf, define } from '../support/define.js';
import { rejectionOf } from '../support/performs.js';
import { settings } from '../support/signed-event.js';

class Chat {
  @WebPubSubTrigger({ hub: 'chat', eventName: 'a', connection: 'One' }) a(): void {}
  @WebPubSubTrigger({ hub: 'lobby', eventName: 'a' }) b(): void {}
}

function callsOf(
  controllers: readonly (new () => object)[],
  more: Record<string, string> = {},
  onCallFailure?: (error: unknown, hub: string) => void,
): ServiceCalls {
  const all: Record<string, string> = {
    ...settings,
    One: settings.WebPubSubConnectionString,
    Two: settings.WebPubSubConnectionString,
    ...more,
  };
  const scope = { setting: (name: string) => all[name] };
  const definitions = controllers.flatMap((one) => Object.values(define(one)));
  const registry = new ServiceRegistry(scope, []);
  return new ServiceCalls({
    ...{ ...scope, registry, definitions, liveCalls: new LiveCalls(), messageLimit: 10 },
    ...(onCallFailure && { onCallFailure }),
  });
}

describe('calls of the service', () => {
  it('keep one order for one connection and hub, in any letter case', () => {
    const calls = callsOf([]);
    const keys = [
      ['One', 'Chat'],
      ['One', 'chat'],
      ['One', 'lobby'],
      ['Two', 'chat'],
    ] as const;
    const targets = keys.map(([connection, hub]) => calls.target(connection, hub).key);
    expect([targets[0] === targets[1], new Set(targets).size]).to.deep.equal([true, 3]);
  });

  it('go over the connection that the functions of the hub name first', () => {
    const calls = callsOf([Chat]);
    expect([calls.place('CHAT', 'x').connection, calls.place('lobby', 'x').connection]).to.deep.equal([
      'One',
      'WebPubSubConnectionString',
    ]);
  });

  it('need a hub named where functions have several', () => {
    expect(codeOf(() => callsOf([Chat]).place(undefined, 'x'))).to.equal('WPS_HUB_MISSING');
    expect(callsOf([Chat], { WebPubSubHub: 'lobby' }).place(undefined, 'x').hub).to.equal('lobby');
  });

  it('of a server tell of what failed, and of its hub', async () => {
    const told: string[] = [];
    const calls = callsOf([], {}, (error, hub) => told.push(`${hub}: ${(error as Error).message}`));
    await rejectionOf(calls.server('One', 'chat').sendToAll('longer than the limit'));
    expect(told.join()).to.match(/^chat: A message of 21 bytes is over the limit/);
  });

  it('of a server end with their signal', async () => {
    const reason = new Error('over');
    const server = callsOf([]).server('One', 'chat', AbortSignal.abort(reason));
    expect(await rejectionOf(server.userExists('ann'))).to.equal(reason);
  });

  it('need a hub for a server', () => {
    expect(codeOf(() => callsOf([]).server('One', ''))).to.equal('WPS_HUB_MISSING');
  });
});

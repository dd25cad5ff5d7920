import { expect } from 'chai';
import { faultKinds } from '../../../lib/emulator/faults/fault.js';
import { readRule } from '../../../lib/emulator/faults/read-rule.js';
import type { FaultRule } from '../../../lib/emulator/faults/rule.js';

describe('the rule of a fault', () => {
  it('is meant for everything at its place, always, unless it says more', () => {
    const { meets, turns } = readRule({ at: 'rest', fault: 'cut' });
    expect(Object.entries(meets).filter(([, value]) => value !== undefined)).to.deep.equal([['at', 'rest']]);
    expect(turns).to.deep.equal({ times: Infinity, every: 1, after: 0, probability: 1 });
  });

  it('names whom it is meant for, each place in its own word', () => {
    const who = { hub: 'Chat', connectionId: 'c1', userId: 'ann' };
    const read = { hub: 'chat', connectionId: 'c1', userId: 'ann' };
    const ofFrame = readRule({ at: 'frameToClient', frame: 'ack', fault: 'drop', ...who });
    expect(ofFrame.meets).to.deep.equal({ at: 'frameToClient', name: 'ack', ...read });
    expect(readRule({ at: 'rest', operation: 'generateToken', fault: 'cut' }).meets.name).to.equal('generateToken');
    expect(readRule({ at: 'event', event: 'anything', fault: 'cut' }).meets.name).to.equal('anything');
  });

  it('says when', () => {
    const when = { times: 2, every: 3, after: 4, probability: 0.5, seed: 6 };
    expect(readRule({ at: 'handshake', fault: 'cut', ...when }).turns).to.deep.equal(when);
  });

  it('may be all that its type allows', () => {
    const how = [{ delay: '1s' }, 'cut'] as const;
    const ofFrames = [...how, 'drop', 'duplicate', 'reorder', { close: 1001, reason: 'bye' }] as const;
    const ofCalls = [...how, 'dropAnswer', { status: 500 }] as const;
    const refusals = [{ status: 429, retryAfterSeconds: 1 }] as const;
    const rules: readonly FaultRule[] = [
      ...[...ofFrames, 'overflow' as const].map((fault) => ({ at: 'frameToClient', fault }) as const),
      ...ofFrames.map((fault) => ({ at: 'frameFromClient', fault }) as const),
      ...[...how, ...refusals].map((fault) => ({ at: 'handshake', fault }) as const),
      ...[...ofCalls, ...refusals].map((fault) => ({ at: 'rest', fault }) as const),
      ...ofCalls.map((fault) => ({ at: 'event', fault }) as const),
    ];
    const read = rules.map((rule) => readRule(rule)).map(({ meets, fault }) => `${meets.at} ${fault.kind}`);
    const possible = Object.entries(faultKinds).flatMap(([at, kinds]) => kinds.map((kind) => `${at} ${kind}`));
    expect(new Set(read)).to.deep.equal(new Set(possible));
  });

  for (const [value, problem] of [
    [undefined, 'faults.add() is missing instead of an object'],
    [[], 'faults.add() is an array instead of an object'],
    [{ fault: 'drop' }, 'faults.add().at is no place for faults. It is one of frameToClient, frameFromClient, '],
    [{ at: 'toString', fault: 'drop' }, 'faults.add().at is no place'],
    [{ at: 'rest' }, 'faults.add().fault is no fault'],
    [{ at: 'rest', falt: 'cut' }, 'faults.add().falt is unknown. It takes at, operation, hub, '],
    [{ at: 'handshake', userId: 'ann', fault: 'cut' }, 'faults.add().userId is unknown'],
    [{ at: 'event', frame: 'ack', fault: 'cut' }, 'faults.add().frame is unknown'],
    [{ at: 'rest', hub: '1', fault: 'cut' }, 'faults.add().hub is "1", which is no name of a hub'],
    [{ at: 'rest', hub: 1, fault: 'cut' }, 'faults.add().hub is of type number'],
    [{ at: 'frameFromClient', frame: 'ack', fault: 'drop' }, '"ack", which does not come by "frameFromClient"'],
    [{ at: 'frameToClient', frame: 'toString', fault: 'drop' }, 'It is one of connected, disconnected, ack, '],
    [{ at: 'rest', operation: 'sendToall', fault: 'cut' }, 'faults.add().operation is "sendToall"'],
    [{ at: 'rest', fault: 'cut', times: 0 }, 'faults.add().times is no whole number from 1'],
    [{ at: 'rest', fault: 'cut', every: 0 }, 'faults.add().every is'],
    [{ at: 'rest', fault: 'cut', after: -1 }, 'faults.add().after is'],
    [{ at: 'rest', fault: 'cut', probability: 0 }, 'faults.add().probability is no number over 0'],
    [{ at: 'rest', fault: 'cut', probability: 1.5 }, 'faults.add().probability is'],
    [{ at: 'rest', fault: 'cut', seed: 1 }, 'faults.add().seed is without a probability'],
  ] as const) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(() => readRule(value))
        .to.throw(problem)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }
});

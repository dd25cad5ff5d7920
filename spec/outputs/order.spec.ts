import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { Order, type Step } from '../../lib/outputs/order.js';
import type { Command } from '../../lib/outputs/output.js';
import { placeOf } from '../../lib/outputs/place.js';

const message = { dataType: 'text', data: '' } as const;
const names = fc.constantFrom('a', 'b', 'c');
const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: names.map((userId): Command => ({ name: 'sendToUser', userId, message })) },
  { weight: 4, arbitrary: names.map((connectionId): Command => ({ name: 'sendToConnection', connectionId, message })) },
  { weight: 1, arbitrary: fc.constant<Command>({ name: 'sendToAll', message }) },
  { weight: 1, arbitrary: names.map((group): Command => ({ name: 'sendToGroup', group, message })) },
  {
    weight: 4,
    arbitrary: fc.tuple(names, names).map(([group, userId]): Command => ({ name: 'addUserToGroup', group, userId })),
  },
  {
    weight: 4,
    arbitrary: fc
      .tuple(names, names)
      .map(([group, connectionId]): Command => ({ name: 'removeConnectionFromGroup', group, connectionId })),
  },
);

/** The rule as the design states it, pair by pair: may these two be under way together? */
function mayTravelTogether(left: Command, right: Command): boolean {
  if (left.name === 'sendToUser' && right.name === 'sendToUser') return left.userId !== right.userId;
  if (left.name === 'sendToConnection' && right.name === 'sendToConnection')
    return left.connectionId !== right.connectionId;
  if (!isChange(left) || !isChange(right)) return false;
  if (left.group !== right.group) return true;
  if ('userId' in left && 'userId' in right) return left.userId !== right.userId;
  return 'connectionId' in left && 'connectionId' in right && left.connectionId !== right.connectionId;
}

function isChange(
  command: Command,
): command is Extract<Command, { name: 'addUserToGroup' | 'removeConnectionFromGroup' }> {
  return command.name === 'addUserToGroup' || command.name === 'removeConnectionFromGroup';
}

type State = 'waiting' | 'underWay' | 'done' | 'failed' | 'skipped';

/** The plain rule: look at every earlier item. */
class PairwiseModel {
  readonly states: State[];
  readonly #items: readonly Command[];

  constructor(items: readonly Command[]) {
    this.#items = items;
    this.states = items.map(() => 'waiting');
    this.settle();
  }

  settle(): void {
    for (const [index, item] of this.#items.entries()) {
      if (this.states[index] !== 'waiting') continue;
      const conflicts = this.#items.slice(0, index).map((earlier) => !mayTravelTogether(earlier, item));
      const predecessors = this.states.slice(0, index).filter((_, earlier) => conflicts[earlier]);
      if (predecessors.some((state) => state === 'waiting' || state === 'underWay')) continue;
      this.states[index] = predecessors.every((state) => state === 'done') ? 'underWay' : 'skipped';
    }
  }
}

describe('the order of works', () => {
  it('is the plain rule over every pair, whatever ends first and whatever fails', async () => {
    const endings = fc.array(fc.tuple(fc.nat(), fc.boolean()), { minLength: 30, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(fc.array(commands, { maxLength: 14 }), endings, async (items, choices) => {
        const model = new PairwiseModel(items);
        const states: State[] = items.map(() => 'waiting');
        const ends = new Map<number, (isClear: boolean) => void>();
        const order = new Order();
        const all = items.map((item, index) =>
          order.follow(placeOf(item), (isClear) => {
            states[index] = isClear ? 'underWay' : 'skipped';
            return isClear ? new Promise<boolean>((resolve) => ends.set(index, resolve)) : Promise.resolve(false);
          }),
        );
        await setImmediate();
        expect(states).to.deep.equal(model.states);
        for (const [choice, isClear] of choices) {
          const open = [...ends.keys()];
          const index = open[choice % open.length];
          if (index === undefined) break;
          model.states[index] = states[index] = isClear ? 'done' : 'failed';
          model.settle();
          ends.get(index)?.(isClear);
          ends.delete(index);
          await setImmediate();
          expect(states).to.deep.equal(model.states);
        }
        await Promise.all(all);
      }),
      { numRuns: 150 },
    );
  });

  it('lets a later work know that an earlier lane failed, even after others of its track went well', async () => {
    const order = new Order();
    const seen: boolean[] = [];
    const track = (lane: string): readonly Step[] => [{ track: 't', lane }];
    await order.follow(track('a'), () => Promise.resolve(false));
    await order.follow(track('b'), () => Promise.resolve(true));
    await order.follow([{ track: undefined, lane: '' }], (isClear) => {
      seen.push(isClear);
      return Promise.resolve(isClear);
    });
    expect(seen).to.deep.equal([false]);
  });

  it('takes a thousand independent works without looking at every pair', async () => {
    const order = new Order();
    const works = Array.from({ length: 1_000 }, (_, index) =>
      order.follow([{ track: 'users', lane: String(index) }], () => Promise.resolve(true)),
    );
    expect(await Promise.all(works)).to.have.lengthOf(1_000);
  });

  it('is done when everything that came is', async () => {
    const order = new Order();
    let isEnded = false;
    const work = order.follow([{ track: 'users', lane: 'ann' }], async () => {
      await setImmediate();
      isEnded = true;
      return true;
    });
    await order.done;
    expect(isEnded).to.equal(true);
    await work;
  });
});

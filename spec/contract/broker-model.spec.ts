import { expect } from 'chai';
import fc from 'fast-check';
import type { Connection } from '../../lib/emulator/broker/connection.js';
import { perform, type Outcome } from '../../lib/emulator/broker/perform.js';
import { clientRequests } from '../../lib/emulator/broker/requests.js';
import { BrokerModel, type Person, type Right, type Said } from '../support/broker-model.js';
import { brokerStory, RecordingReceiver } from '../support/broker-story.js';

type Operation = Parameters<typeof perform>[2];

const recoveryMilliseconds = 30_000;
const users = ['ann', 'bob', undefined] as const;
const groups = ['red', 'blue', 'Red'] as const;

/** The broker that is tried, with every wire that each connection has had. */
class Tried {
  readonly #story = brokerStory({ recoveryMilliseconds });
  readonly #connections = new Map<string, Connection>();
  readonly #wires = new Map<string, RecordingReceiver[]>();
  sent = 0;

  open({ id, userId, isReliable, groups: start, rights }: Person): void {
    const roles = Object.entries(rights).flatMap(([right, names]) =>
      [...names].map((name) => `webpubsub.${right}.${name}`),
    );
    const [connection, wire] = this.#story.open(id, { userId, isReliable, groups: [...start], roles });
    this.#connections.set(id, connection);
    this.#wires.set(id, [wire]);
  }

  call(operation: Operation): Outcome {
    return perform(this.#story.broker, this.#story.hub, operation);
  }

  /** What a client asks of the service, and why not, where it may not. */
  ask(id: string, request: 'joinGroup' | 'leaveGroup', group: string): string | undefined {
    const [{ broker }, connection] = [this.#story, this.#of(id)];
    const refused =
      request === 'joinGroup'
        ? clientRequests.joinGroup(broker, connection, { type: 'joinGroup', group })
        : clientRequests.leaveGroup(broker, connection, { type: 'leaveGroup', group });
    return refused?.name;
  }

  publish(id: string, group: string, data: string, noEcho: boolean): string | undefined {
    const frame = { type: 'sendToGroup', group, noEcho, message: { dataType: 'text', data } } as const;
    return clientRequests.sendToGroup(this.#story.broker, this.#of(id), frame)?.name;
  }

  lose(id: string): void {
    const connection = this.#of(id);
    const { receiver } = connection;
    if (receiver !== undefined) this.#story.broker.lose(connection, receiver, '', false);
  }

  /** Returns what comes at once. */
  recover(id: string): unknown {
    const wire = new RecordingReceiver();
    this.#wires.get(id)?.push(wire);
    this.#story.broker.resume(this.#of(id), wire);
    return wire.data;
  }

  /** As the client does: up to the newest that it has seen. */
  acknowledge(id: string): void {
    const newest = Math.max(0, ...this.#messages(id).map(({ sequenceId = 0 }) => sequenceId));
    this.#of(id).buffer?.acknowledge(BigInt(newest));
  }

  pass(milliseconds: number): void {
    this.#story.clock.advance(milliseconds);
  }

  /** Everything that came, over one wire after the other, without what was sent again. */
  heard(id: string): Said[] {
    const seen = new Set<number>();
    return this.#messages(id).flatMap(({ from, group, message, sequenceId }) => {
      if (sequenceId !== undefined && seen.has(sequenceId)) return [];
      if (sequenceId !== undefined) seen.add(sequenceId);
      return [{ from, ...(group !== undefined && { group }), data: message.data as string }];
    });
  }

  #messages(id: string) {
    const frames = (this.#wires.get(id) ?? []).flatMap((wire) => wire.frames);
    return frames.filter((frame) => frame.type === 'message');
  }

  #of(id: string): Connection {
    return this.#connections.get(id) ?? expect.fail(`${id} was never opened`);
  }
}

type Command = fc.Command<BrokerModel, Tried>;

/** One thing that may happen: it changes the model, does the same to the broker, and holds what both answer equal. */
function command(
  name: string,
  run: (model: BrokerModel, tried: Tried) => void,
  check: (model: BrokerModel) => boolean = () => true,
): Command {
  return {
    check,
    run(model, tried) {
      run(model, tried);
      for (const { id, heard } of model.people) expect(tried.heard(id), `${id} after ${name}`).to.deep.equal(heard);
      for (const group of groups)
        expect(membersOf(tried, group), `${group} after ${name}`).to.deep.equal(expectedMembers(model, group));
      for (const { id, hasEnded } of model.people)
        expect(tried.call({ name: 'connectionExists', connectionId: id }), id).to.deep.equal({ value: !hasEnded });
    },
    toString: () => name,
  };
}

function membersOf(tried: Tried, group: string): unknown {
  const outcome = tried.call({ name: 'listConnectionsInGroup', group });
  return 'value' in outcome ? outcome.value : outcome;
}

function expectedMembers(model: BrokerModel, group: string): unknown {
  const members = model.known((person) => person.groups.has(group));
  members.sort((left, right) => (left.id < right.id ? -1 : 1));
  return members.map(({ id, userId }) => ({ connectionId: id, ...(userId !== undefined && { userId }) }));
}

const user = fc.constantFrom(...users);
const named = fc.constantFrom('ann', 'bob');
const group = fc.constantFrom(...groups);
const right = fc.constantFrom<Right>('sendToGroup', 'joinLeaveGroup');
/** One of those who were ever there, or nobody. */
const pick = fc.nat({ max: 12 });
const ttl = fc.constantFrom(0, 10, 300);

const idOf = (model: BrokerModel, at: number): string => model.people[at]?.id ?? 'nobody';
const isKnown = (model: BrokerModel, at: number): boolean => model.people[at]?.hasEnded === false;
const known = (model: BrokerModel, at: number): Person[] => model.known(({ id }) => id === idOf(model, at));
const isOk = (outcome: Outcome): boolean => 'value' in outcome;

function message(tried: Tried) {
  tried.sent += 1;
  const data = String(tried.sent);
  return { data, message: { dataType: 'text', data } } as const;
}

const opening = fc
  .tuple(user, fc.boolean(), fc.uniqueArray(group), fc.uniqueArray(group))
  .map(([userId, isReliable, start, mayIn]) =>
    command(
      `open ${String(userId)} ${isReliable ? 'reliable ' : ''}in ${start.join()} with roles for ${mayIn.join()}`,
      (model, tried) => {
        const id = `c${String(model.people.length)}`;
        tried.open(model.open({ id, userId, isReliable, groups: start, mayIn }));
      },
    ),
  );

const sending = fc.oneof(
  fc.tuple(pick, ttl).map(([at, seconds]) =>
    command(`sendToAll but ${String(at)}, ${String(seconds)} s`, (model, tried) => {
      const { data, message: sent } = message(tried);
      const excluded = [idOf(model, at)];
      model.say(
        model.known(({ id }) => !excluded.includes(id)),
        { from: 'server', data },
        seconds,
      );
      expect(isOk(tried.call({ name: 'sendToAll', message: sent, excluded, messageTtlSeconds: seconds }))).to.equal(
        true,
      );
    }),
  ),
  fc.tuple(group, pick).map(([name, at]) =>
    command(`sendToGroup ${name} but ${String(at)}`, (model, tried) => {
      const { data, message: sent } = message(tried);
      const excluded = [idOf(model, at)];
      model.say(
        model.known((one) => one.groups.has(name) && !excluded.includes(one.id)),
        { from: 'group', group: name, data },
        0,
      );
      expect(isOk(tried.call({ name: 'sendToGroup', group: name, message: sent, excluded }))).to.equal(true);
    }),
  ),
  named.map((userId) =>
    command(`sendToUser ${userId}`, (model, tried) => {
      const { data, message: sent } = message(tried);
      model.say(
        model.known((one) => one.userId === userId),
        { from: 'server', data },
        0,
      );
      expect(isOk(tried.call({ name: 'sendToUser', userId, message: sent }))).to.equal(true);
    }),
  ),
  pick.map((at) =>
    command(`sendToConnection ${String(at)}`, (model, tried) => {
      const { data, message: sent } = message(tried);
      model.say(known(model, at), { from: 'server', data }, 0);
      expect(isOk(tried.call({ name: 'sendToConnection', connectionId: idOf(model, at), message: sent }))).to.equal(
        true,
      );
    }),
  ),
  fc.tuple(pick, group, fc.boolean()).map(([at, name, noEcho]) =>
    command(
      `client ${String(at)} to ${name}${noEcho ? ' without echo' : ''}`,
      (model, tried) => {
        const [sender] = known(model, at);
        const { data } = message(tried);
        const mayNot = sender?.rights.sendToGroup.has(name) !== true;
        expect(tried.publish(idOf(model, at), name, data, noEcho)).to.equal(mayNot ? 'Forbidden' : undefined);
        if (!mayNot)
          model.say(
            model.known((one) => one.groups.has(name) && !(noEcho && one === sender)),
            { from: 'group', group: name, data },
            0,
          );
      },
      (model) => isKnown(model, at) && model.people[at]?.isHere === true,
    ),
  ),
);

const moving = fc.oneof(
  fc.tuple(pick, group).map(([at, name]) =>
    command(`add ${String(at)} to ${name}`, (model, tried) => {
      for (const one of known(model, at)) one.groups.add(name);
      expect(isOk(tried.call({ name: 'addConnectionToGroup', connectionId: idOf(model, at), group: name }))).to.equal(
        isKnown(model, at),
      );
    }),
  ),
  fc.tuple(pick, group).map(([at, name]) =>
    command(`remove ${String(at)} from ${name}`, (model, tried) => {
      for (const one of known(model, at)) one.groups.delete(name);
      tried.call({ name: 'removeConnectionFromGroup', connectionId: idOf(model, at), group: name });
    }),
  ),
  pick.map((at) =>
    command(`remove ${String(at)} from all groups`, (model, tried) => {
      for (const one of known(model, at)) one.groups.clear();
      tried.call({ name: 'removeConnectionFromAllGroups', connectionId: idOf(model, at) });
    }),
  ),
  fc.tuple(named, group).map(([userId, name]) =>
    command(`add ${userId} to ${name}`, (model, tried) => {
      const people = model.known((one) => one.userId === userId);
      for (const one of people) one.groups.add(name);
      expect(isOk(tried.call({ name: 'addUserToGroup', userId, group: name }))).to.equal(people.length > 0);
    }),
  ),
  fc.tuple(named, group).map(([userId, name]) =>
    command(`remove ${userId} from ${name}`, (model, tried) => {
      for (const one of model.known((person) => person.userId === userId)) one.groups.delete(name);
      tried.call({ name: 'removeUserFromGroup', userId, group: name });
    }),
  ),
  named.map((userId) =>
    command(`remove ${userId} from all groups`, (model, tried) => {
      for (const one of model.known((person) => person.userId === userId)) one.groups.clear();
      tried.call({ name: 'removeUserFromAllGroups', userId });
    }),
  ),
  fc.tuple(named, fc.uniqueArray(group, { minLength: 1 })).map(([userId, names]) =>
    command(`add whom a filter takes to ${names.join()}`, (model, tried) => {
      for (const one of model.known((person) => person.userId === userId))
        for (const name of names) one.groups.add(name);
      tried.call({ name: 'addConnectionsToGroups', groups: names, filter: `userId eq '${userId}'` });
    }),
  ),
  fc.tuple(pick, group, fc.constantFrom('joinGroup' as const, 'leaveGroup' as const)).map(([at, name, request]) =>
    command(
      `client ${String(at)} asks to ${request} ${name}`,
      (model, tried) => {
        const [one] = known(model, at);
        const may = one?.rights.joinLeaveGroup.has(name) === true;
        if (may && request === 'joinGroup') one.groups.add(name);
        if (may && request === 'leaveGroup') one.groups.delete(name);
        expect(tried.ask(idOf(model, at), request, name)).to.equal(may ? undefined : 'Forbidden');
      },
      (model) => isKnown(model, at) && model.people[at]?.isHere === true,
    ),
  ),
);

const permitting = fc.oneof(
  fc.tuple(pick, right, group).map(([at, permission, targetName]) =>
    command(`grant ${permission} of ${targetName} to ${String(at)}`, (model, tried) => {
      for (const one of known(model, at)) one.rights[permission].add(targetName);
      const call = { name: 'grantPermission', connectionId: idOf(model, at), permission, targetName } as const;
      expect(isOk(tried.call(call))).to.equal(isKnown(model, at));
    }),
  ),
  fc.tuple(pick, right, group).map(([at, permission, targetName]) =>
    command(`revoke ${permission} of ${targetName} from ${String(at)}`, (model, tried) => {
      for (const one of known(model, at)) one.rights[permission].delete(targetName);
      tried.call({ name: 'revokePermission', connectionId: idOf(model, at), permission, targetName });
    }),
  ),
  fc.tuple(pick, right, group).map(([at, permission, targetName]) =>
    command(`has ${String(at)} ${permission} of ${targetName}`, (model, tried) => {
      const value = known(model, at).some((one) => one.rights[permission].has(targetName));
      const call = { name: 'hasPermission', connectionId: idOf(model, at), permission, targetName } as const;
      expect(tried.call(call)).to.deep.equal({ value });
    }),
  ),
  fc.oneof(named, fc.constant('eve')).map((userId) =>
    command(`is ${userId} there`, (model, tried) => {
      const value = model.known((one) => one.userId === userId).length > 0;
      expect(tried.call({ name: 'userExists', userId })).to.deep.equal({ value });
    }),
  ),
  group.map((name) =>
    command(`is anybody in ${name}`, (model, tried) => {
      const value = model.known((one) => one.groups.has(name)).length > 0;
      expect(tried.call({ name: 'groupExists', group: name })).to.deep.equal({ value });
    }),
  ),
);

const ending = fc.oneof(
  pick.map((at) =>
    command(`close ${String(at)}`, (model, tried) => {
      for (const one of known(model, at)) one.hasEnded = true;
      tried.call({ name: 'closeConnection', connectionId: idOf(model, at) });
    }),
  ),
  fc.tuple(group, pick).map(([name, at]) =>
    command(`close ${name} but ${String(at)}`, (model, tried) => {
      const excluded = [idOf(model, at)];
      for (const one of model.known((person) => person.groups.has(name) && !excluded.includes(person.id)))
        one.hasEnded = true;
      tried.call({ name: 'closeGroupConnections', group: name, excluded });
    }),
  ),
  pick.map((at) =>
    command(
      `${String(at)} loses its WebSocket`,
      (model, tried) => {
        for (const one of known(model, at)) model.lose(one);
        tried.lose(idOf(model, at));
      },
      (model) => isKnown(model, at) && model.people[at]?.isHere === true,
    ),
  ),
  pick.map((at) =>
    command(
      `${String(at)} recovers`,
      (model, tried) => {
        const again = known(model, at).flatMap((one) => model.recover(one));
        expect(tried.recover(idOf(model, at))).to.deep.equal(again);
      },
      (model) => isKnown(model, at) && model.people[at]?.isReliable === true,
    ),
  ),
  pick.map((at) =>
    command(
      `${String(at)} acknowledges`,
      (model, tried) => {
        for (const one of known(model, at)) model.acknowledge(one);
        tried.acknowledge(idOf(model, at));
      },
      (model) => isKnown(model, at) && model.people[at]?.isReliable === true,
    ),
  ),
  fc.constantFrom(5_000, 10_000, 30_000).map((milliseconds) =>
    command(`${String(milliseconds)} ms pass`, (model, tried) => {
      model.pass(milliseconds, recoveryMilliseconds);
      tried.pass(milliseconds);
    }),
  ),
);

describe('the broker, whatever happens in whatever order', () => {
  it('does what a plain list of people would', () => {
    const happenings = fc.commands([opening, opening, sending, moving, permitting, ending], {
      maxCommands: 80,
      size: 'max',
    });
    fc.assert(
      fc.property(happenings, (commands) =>
        fc.modelRun(() => ({ model: new BrokerModel(), real: new Tried() }), commands),
      ),
      { numRuns: 400 },
    );
  }).timeout(60_000);
});

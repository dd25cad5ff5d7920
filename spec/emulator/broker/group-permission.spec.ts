import { expect } from 'chai';
import { parseGroupPattern, type GroupPattern } from '../../../lib/protocol/group-pattern.js';
import { GroupPermission, permissionsOf } from '../../../lib/emulator/broker/group-permission.js';

describe('the permissions that roles give', () => {
  it('are none without a role', () => {
    expect(permissionsOf([]).sendToGroup.allows('g')).to.equal(false);
  });

  it('are apart for sending and for joining', () => {
    const { sendToGroup, joinLeaveGroup } = permissionsOf(['webpubsub.sendToGroup.a', 'webpubsub.joinLeaveGroup']);
    expect([sendToGroup.allows('a'), sendToGroup.allows('b'), joinLeaveGroup.allows('b')]).to.deep.equal([
      true,
      false,
      true,
    ]);
  });

  it('follow patterns beside literal names', () => {
    const { sendToGroup } = permissionsOf(['webpubsub.sendToGroups.room.*', 'webpubsub.sendToGroup.*']);
    expect([sendToGroup.allows('room.1'), sendToGroup.allows('*'), sendToGroup.allows('x')]).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it('are at most a thousand single groups, those in the form of a pattern included', () => {
    const roles = Array.from({ length: 1000 }, (_, index) => `webpubsub.sendToGroup.g${index}`);
    const { sendToGroup } = permissionsOf([...roles, 'webpubsub.sendToGroups.more']);
    expect(['g0', 'g999', 'more'].map((group) => sendToGroup.allows(group))).to.deep.equal([true, true, false]);
  });

  it('leave out patterns beyond the ninth', () => {
    const roles = Array.from({ length: 10 }, (_, index) => `webpubsub.sendToGroups.p${index}.*`);
    const { sendToGroup } = permissionsOf(roles);
    expect([sendToGroup.allows('p8.x'), sendToGroup.allows('p9.x')]).to.deep.equal([true, false]);
  });
});

describe('a pattern that is added', () => {
  const pattern = (text: string): GroupPattern => {
    const parsed = parseGroupPattern(text);
    if (parsed === undefined) throw new Error(`no pattern: ${text}`);
    return parsed;
  };

  it('takes the place of the single groups that it matches, and makes room', () => {
    const permission = new GroupPermission();
    for (let index = 0; index < 1000; index += 1) permission.set(`room.${index}`, true);
    permission.allowPattern(pattern('room.*'));
    permission.set('room.1', false);
    expect([permission.allows('room.0'), permission.allows('room.1')]).to.deep.equal([true, false]);
    expect(permission.set('hall', true)).to.equal(true);
  });

  it('over the ninth, one that was there before included, changes nothing', () => {
    const permission = new GroupPermission();
    permission.set('room.1', true);
    for (let count = 0; count < 9; count += 1) permission.allowPattern(pattern('hall.*'));
    permission.allowPattern(pattern('room.*'));
    expect([permission.allows('room.1'), permission.allows('room.2')]).to.deep.equal([true, false]);
  });

  it('is forgotten, like every single group, when all groups are allowed', () => {
    for (const role of ['webpubsub.sendToGroup', 'webpubsub.sendToGroups.**', 'webpubsub.sendToGroups.*****']) {
      const { sendToGroup } = permissionsOf(['webpubsub.sendToGroup.a', 'webpubsub.sendToGroups.b.*', role]);
      sendToGroup.set('a', false);
      expect([sendToGroup.allows('a'), sendToGroup.allows('anything')]).to.deep.equal([false, true]);
    }
  });
});

describe('a permission that is granted and revoked', () => {
  it('comes and goes for one group', () => {
    const permission = new GroupPermission();
    permission.set('g', true);
    expect([permission.allows('g'), permission.allows('h')]).to.deep.equal([true, false]);
    permission.set('g', false);
    expect(permission.allows('g')).to.equal(false);
  });

  it('that is given and taken back leaves nothing, and covered by a pattern leaves a no', () => {
    const { sendToGroup } = permissionsOf(['webpubsub.sendToGroups.room.*']);
    for (const allowed of [false, true, false]) sendToGroup.set('room.1', allowed);
    sendToGroup.set('hall', false);
    expect(['room.1', 'room.2', 'hall'].map((group) => sendToGroup.allows(group))).to.deep.equal([false, true, false]);
  });

  it('can be taken from one group where all are allowed', () => {
    const permission = new GroupPermission();
    permission.allowAll();
    permission.set('g', false);
    expect([permission.allows('g'), permission.allows('h')]).to.deep.equal([false, true]);
  });

  it('holds for at most 1000 single groups; the opposite makes room', () => {
    const permission = new GroupPermission();
    for (let index = 0; index < 1000; index += 1) permission.set(`g${index}`, true);
    expect([permission.set('more', true), permission.set('more', false)]).to.deep.equal([false, true]);
    permission.set('g0', false);
    expect(permission.set('more', true)).to.equal(true);
  });
});

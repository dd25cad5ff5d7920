import { expect } from 'chai';
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

  it('leave out patterns beyond the ninth', () => {
    const roles = Array.from({ length: 10 }, (_, index) => `webpubsub.sendToGroups.p${index}.*`);
    const { sendToGroup } = permissionsOf(roles);
    expect([sendToGroup.allows('p8.x'), sendToGroup.allows('p9.x')]).to.deep.equal([true, false]);
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

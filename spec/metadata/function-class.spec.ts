import { expect } from 'chai';
import {
  createFunctionClass,
  handlerMember,
  isDefinedFunction,
  isFunctionClass,
} from '../../lib/metadata/function-class.js';
import { describeMember } from '../../lib/metadata/place.js';
import { addRecord, decoratedClasses } from '../../lib/metadata/store.js';

describe('the class of a function', () => {
  it('has the function as its one method', () => {
    const handler = (): number => 1;
    const Defined = createFunctionClass('chat-message', handler);
    expect(new Defined()).to.have.property(handlerMember, handler);
  });

  it('is told from a class of the user, and its instances from other objects', () => {
    const Defined = createFunctionClass('f', () => undefined);
    class Chat extends Defined {}
    expect([Defined, Chat].map(isFunctionClass)).to.deep.equal([true, false]);
    const values = [new Defined(), new Chat(), {}, Object.create(null), null, () => undefined];
    expect(values.map(isDefinedFunction)).to.deep.equal([true, false, false, false, false, false]);
  });

  it('is called by the function in messages', () => {
    expect(
      describeMember(
        createFunctionClass('chat-join', () => undefined),
        'chat-join',
      ),
    ).to.equal('function "chat-join"');
  });

  it('is not found by a bootstrap without controllers', () => {
    const owner = createFunctionClass('f', () => undefined);
    addRecord({ on: 'method', owner, member: 'f' }, { kind: 'trigger', options: {} });
    expect(decoratedClasses()).to.not.include(owner);
  });
});

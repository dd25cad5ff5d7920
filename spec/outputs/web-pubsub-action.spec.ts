import { expect } from 'chai';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';

describe('the factory of actions', () => {
  it('makes plain objects in the shape that C# gives to JavaScript', () => {
    expect(WebPubSubAction.sendToGroup('g', 'hi', { excluded: ['c1'] })).to.deep.equal({
      actionName: 'sendToGroup',
      group: 'g',
      data: 'hi',
      excluded: ['c1'],
    });
    expect(WebPubSubAction.closeClientConnection('c1')).to.deep.equal({
      actionName: 'closeClientConnection',
      connectionId: 'c1',
    });
    expect(WebPubSubAction.revokePermission('c1', 'sendToGroup', 'g')).to.deep.equal({
      actionName: 'revokePermission',
      connectionId: 'c1',
      permission: 'sendToGroup',
      targetName: 'g',
    });
  });

  it('lets no option take the place of an argument', () => {
    const options = { actionName: 'closeAllConnections', data: 'other' };
    expect(WebPubSubAction.sendToAll('hi', options as object)).to.deep.equal({ actionName: 'sendToAll', data: 'hi' });
  });

  it('has every action under its own name', () => {
    for (const [name, make] of Object.entries(WebPubSubAction)) {
      expect((make as () => { readonly actionName: string })()).to.have.property('actionName', name);
    }
  });
});

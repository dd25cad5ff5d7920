import { expect } from 'chai';
import { requireHubName, withSettings } from '../../lib/metadata/scope.js';
import { codeOf, messageOf } from '../support/define.js';

const scope = { setting: (name: string): string | undefined => ({ Hub: 'chat' })[name] };

describe('the scope of a decorator', () => {
  it('gives settings their values', () => {
    expect(withSettings('%Hub%x', scope, 'Chat.f')).to.equal('chatx');
  });

  it('names setting, class and method when one is missing', () => {
    expect(messageOf(() => withSettings('%Other%', scope, 'Chat.f')))
      .to.include('Other')
      .and.include('Chat.f');
  });

  it('takes hub names alone for hubs', () => {
    expect(requireHubName('chat_1', 'Chat.f')).to.equal('chat_1');
    expect(codeOf(() => requireHubName('my-hub', 'Chat.f'))).to.equal('WPS_HUB_INVALID');
  });
});

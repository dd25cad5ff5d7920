import { expect } from 'chai';
import { functionsFormat } from '../../../lib/cli/config/functions.js';
import type { FunctionInfo } from '../../../lib/index.js';
import { input } from '../../support/config/settings.js';

const event = { kind: 'event', hub: 'chat', eventType: 'user', event: 'message', route: '/chat' } as const;
const functions: readonly FunctionInfo[] = [
  { ...event, name: 'Chat.message', clientProtocols: 'all' },
  { ...event, name: '1: mqtt', eventType: 'system', event: 'connect', clientProtocols: 'mqtt' },
  { kind: 'http', name: 'page', methods: ['GET'], route: '/page' },
];

describe('the settings of functions for a host of Azure Functions', () => {
  it('are a function.json each, in a folder whose name it takes', () => {
    const binding = { type: 'webPubSubTrigger', direction: 'in', name: 'context', hub: 'chat' };
    expect(JSON.parse(functionsFormat(input(functions)))).to.deep.equal({
      'Chat_message/function.json': { bindings: [{ ...binding, eventType: 'user', eventName: 'message' }] },
      'F1__mqtt/function.json': {
        bindings: [{ ...binding, eventType: 'system', eventName: 'connect', clientProtocols: 'mqtt' }],
      },
    });
  });
});

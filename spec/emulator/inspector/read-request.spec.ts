import { expect } from 'chai';
import { readInspectorRequest } from '../../../lib/emulator/inspector/read-request.js';
import type { InspectorRequestName } from '../../../lib/emulator/inspector/wire.js';

const send = { hub: 'chat', to: 'all', dataType: 'text', data: 'hi' };

describe('what the page asks for', () => {
  for (const [name, body] of [
    ['stream', {}],
    ['stream', { after: 12 }],
    ['state', {}],
    ['send', send],
    ['send', { ...send, to: 'group', target: 'g' }],
    ['close', { hub: 'chat', connectionId: 'c1', reason: '' }],
    ['cut', { hub: 'chat', connectionId: 'c1' }],
    ['disturb', { hub: 'chat', connectionId: 'c1', at: 'frameToClient', fault: 'delay', milliseconds: 60_000 }],
    ['heal', { hub: 'chat', connectionId: 'c1' }],
    ['replay', { id: 3 }],
    ['client', { hub: 'chat', userId: 'ann', roles: ['r'], groups: ['g'] }],
  ] as const) {
    it(`is taken: ${name} ${JSON.stringify(body)}`, () => {
      expect(readInspectorRequest(name, body)).to.deep.equal({ request: body });
    });
  }

  for (const [name, body, problem] of [
    ['state', undefined, 'The body is no object.'],
    ['state', [], 'The body is no object.'],
    ['state', { x: 1 }, '"x" is unknown.'],
    ['state', JSON.parse('{"__proto__":1}'), '"__proto__" is unknown.'],
    ['stream', { after: -1 }, '"after" cannot be used.'],
    ['send', { ...send, hub: 'no/hub' }, '"hub" cannot be used.'],
    ['send', { ...send, to: 'nobody' }, '"to" cannot be used.'],
    ['send', { ...send, data: {} }, '"data" cannot be used.'],
    ['close', { hub: 'chat' }, '"connectionId" cannot be used.'],
    ['disturb', { hub: 'chat', connectionId: 'c1', at: 'rest', fault: 'drop' }, '"at" cannot be used.'],
    [
      'disturb',
      { hub: 'chat', connectionId: 'c1', at: 'frameToClient', fault: 'delay', milliseconds: 60_001 },
      '"milliseconds" cannot be used.',
    ],
    ['replay', { id: '3' }, '"id" cannot be used.'],
    ['client', { hub: 'chat', roles: [1] }, '"roles" cannot be used.'],
    ['client', { hub: 'chat', groups: [''] }, '"groups" cannot be used.'],
  ] as readonly (readonly [InspectorRequestName, unknown, string])[]) {
    it(`is refused: ${name}, ${problem}`, () => {
      expect(readInspectorRequest(name, body)).to.deep.equal({ problem });
    });
  }
});

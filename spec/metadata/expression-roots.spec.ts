import { expect } from 'chai';
import type { EventTrigger, HttpRoute } from '../../lib/metadata/definition.js';
import { readTemplate, rootsOf } from '../../lib/metadata/expression-roots.js';
import { codeOf, messageOf } from '../support/define.js';

const http: HttpRoute = {
  kind: 'http',
  methods: ['GET'],
  route: '/u/{id}',
  parameters: ['id'],
  authLevel: 'anonymous',
  use: [],
};
const event = (eventType: EventTrigger['eventType'], eventName: string): EventTrigger => ({
  ...{ kind: 'event', hub: 'chat', eventType, eventName, clientProtocols: 'all', connections: [] },
});
const triggers = {
  http,
  connect: event('system', 'connect'),
  connected: event('system', 'connected'),
  disconnected: event('system', 'disconnected'),
  user: event('user', 'connect'),
  joined: event('group', 'joined'),
} as const;
const read = (source: string, trigger: EventTrigger | HttpRoute): unknown =>
  readTemplate(source, 'userId', trigger, 'Chat.f');

describe('an expression', () => {
  for (const [source, names] of [
    ['{query.x}', ['http', 'connect']],
    ['{headers.x}', ['http', 'connect']],
    ['{body.x}', ['http']],
    ['{state.user.sub}', ['http']],
    ['{principal.userId}', ['http']],
    ['{id}', ['http']],
    ['{sys.randGuid}', ['http', 'connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{SYS.UTCNOW}', ['http', 'connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{connectionId}', ['connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{userId}', ['connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{hub}', ['connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{EventName}', ['connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{connectionContext.userId}', ['connect', 'connected', 'disconnected', 'user', 'joined']],
    ['{claims.x}', ['connect']],
    ['{data.x}', ['user']],
    ['{reason}', ['disconnected']],
    ['{group}', ['joined']],
    ['{sys.other}', []],
    ['{sys}', []],
    ['{constructor}', []],
  ] as const) {
    it(`${source} has a meaning for ${names.join(', ') || 'nothing'}`, () => {
      const known = Object.entries(triggers).filter(
        ([, trigger]) => rootsOf(trigger).length > 0 && isKnown(source, trigger),
      );
      expect(known.map(([name]) => name)).to.deep.equal(names);
    });
  }

  it('without a meaning names class, method, option and what there is', () => {
    expect(messageOf(() => read('{query.x}', triggers.user)))
      .to.include('Chat.f')
      .and.include('"userId"')
      .and.include('{query.x}')
      .and.include('connectionId');
  });

  it('that is malformed says where', () => {
    expect(codeOf(() => read('{query', http))).to.equal('WPS_EXPRESSION_INVALID');
  });
});

function isKnown(source: string, trigger: EventTrigger | HttpRoute): boolean {
  try {
    read(source, trigger);
    return true;
  } catch {
    return false;
  }
}

import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubContext } from '../../lib/decorators/web-pubsub-context.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { ConnectionBinding, OutputBinding, ParameterBinding } from '../../lib/metadata/definition.js';
import type { ConnectionOptions, OutputOptions } from '../../lib/metadata/records.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { codeOf, define } from '../support/define.js';

const settings = { Hub: 'lobby', Room: 'room1', Store: 'Connection2' };

function output(options: OutputOptions = {}): OutputBinding {
  @Hub('chat')
  class Chat {
    @WebPubSubTrigger() message(@WebPubSub(options) _out: AsyncCollector): void {}
  }
  return define(Chat, settings)['message']?.parameters[0] as OutputBinding;
}

function connection(options: ConnectionOptions = {}): ConnectionBinding {
  @Hub('chat')
  class Api {
    @HttpTrigger({ route: 'users/{id}' }) login(@WebPubSubConnection(options) _connection: WebPubSubConnection): void {}
  }
  return define(Api, settings)['login']?.parameters[0] as ConnectionBinding;
}

describe('an output binding', () => {
  it('goes to the hub of the class over the default connection, at the end', () => {
    const { hub, ...rest } = output();
    expect([hub.source, rest]).to.deep.equal([
      'chat',
      { kind: 'output', connection: 'WebPubSubConnectionString', flush: 'end' },
    ]);
  });

  it('takes the words of the seed', () => {
    const { hub, connection: name } = output({ hubName: 'other', connectionStringSetting: 'Second' });
    expect([hub.source, name]).to.deep.equal(['other', 'Second']);
  });

  it('takes settings in its hub and in the name of its connection', () => {
    const { hub, connection: name } = output({ hub: '%Hub%', connection: '%Store%' });
    expect([hub.source, name]).to.deep.equal(['lobby', 'Connection2']);
  });

  it('goes to the hub of the event where nothing else names one', () => {
    class Chat {
      @WebPubSubTrigger('elsewhere', 'user', 'x') message(@WebPubSub() _out: AsyncCollector): void {}
    }
    expect((define(Chat)['message']?.parameters[0] as OutputBinding).hub.source).to.equal('elsewhere');
  });

  it('fails without a hub', () => {
    class Api {
      @HttpTrigger() send(@WebPubSub() _out: AsyncCollector): void {}
    }
    expect(codeOf(() => define(Api))).to.equal('WPS_HUB_MISSING');
  });

  for (const [options, code] of [
    [{ hub: 'my hub' }, 'WPS_HUB_INVALID'],
    [{ hub: '{query.x}' }, 'WPS_EXPRESSION_UNKNOWN'],
    [{ hub: '%None%' }, 'WPS_SETTING_MISSING'],
    [{ connection: '%None%' }, 'WPS_SETTING_MISSING'],
    [{ flush: 'never' }, 'WPS_OPTION_INVALID'],
    [{ hubname: 'x' }, 'WPS_OPTION_UNKNOWN'],
    [{ connection: 'A', connectionStringSetting: 'B' }, 'WPS_OPTION_CONFLICT'],
  ] as const) {
    it(`is refused with ${JSON.stringify(options)}`, () => {
      expect(codeOf(() => output(options as OutputOptions))).to.equal(code);
    });
  }
});

describe('a connection binding', () => {
  it('is of the default protocol, anonymous and without rights', () => {
    const { hub, ...rest } = connection();
    expect([hub.source, rest]).to.deep.equal([
      'chat',
      { kind: 'connection', connection: 'WebPubSubConnectionString', roles: [], groups: [], clientProtocol: 'default' },
    ]);
  });

  it('takes expressions and settings in every text', () => {
    const binding = connection({
      userId: '{query.u}',
      accessToken: '{query.t}',
      roles: ['webpubsub.sendToGroup.%Room%'],
      groups: ['{id}', '%Room%'],
    });
    const sources = [binding.userId, binding.accessToken, ...binding.roles, ...binding.groups].map(
      (template) => template?.source,
    );
    expect(sources).to.deep.equal(['{query.u}', '{query.t}', 'webpubsub.sendToGroup.room1', '{id}', 'room1']);
  });

  for (const prefix of ['sendToGroup', 'joinLeaveGroup', 'sendToGroups', 'joinLeaveGroups']) {
    it(`lets an expression stand behind webpubsub.${prefix}.`, () => {
      expect(connection({ roles: [`webpubsub.${prefix}.{id}`] }).roles).to.have.length(1);
    });
  }

  for (const role of [
    '{query.role}',
    'webpubsub.{query.x}',
    'webpubsub.sendToGroup{query.x}',
    'webpubsub.sendToGroup.a{id}',
    'webpubsub.sendToGroup.{id}a',
    'webpubsub.sendToGroup.{id}{id}',
    'WebPubSub.sendToGroup.{id}',
  ]) {
    it(`lets no value widen the role ${role}`, () => {
      expect(codeOf(() => connection({ roles: [role] }))).to.equal('WPS_ROLE_WIDENS');
    });
  }

  for (const [options, code] of [
    [{ userId: '' }, 'WPS_OPTION_INVALID'],
    [{ roles: 'r' }, 'WPS_OPTION_INVALID'],
    [{ groups: [1] }, 'WPS_OPTION_INVALID'],
    [{ expiresInMinutes: 0 }, 'WPS_OPTION_INVALID'],
    [{ expiresInMinutes: '60' }, 'WPS_OPTION_INVALID'],
    [{ clientProtocol: 'sse' }, 'WPS_OPTION_INVALID'],
    [{ userID: 'x' }, 'WPS_OPTION_UNKNOWN'],
    [{ userId: '{connectionId}' }, 'WPS_EXPRESSION_UNKNOWN'],
    [{ userId: '{query.x' }, 'WPS_EXPRESSION_INVALID'],
  ] as const) {
    it(`is refused with ${JSON.stringify(options)}`, () => {
      expect(codeOf(() => connection(options as ConnectionOptions))).to.equal(code);
    });
  }
});

describe('a raw service request', () => {
  it('is taken from the connections named, else from the default one', () => {
    class Api {
      @HttpTrigger() a(@WebPubSubContext() _service: WebPubSubContext): void {}
      @HttpTrigger() b(@WebPubSubContext({ connection: 'One' }) _service: WebPubSubContext): void {}
      @HttpTrigger() c(
        @WebPubSubContext({ connection: 'One', connections: ['Two', '%Store%'] }) _service: WebPubSubContext,
      ): void {}
    }
    const lists = Object.values(define(Api, settings)).map(
      ({ parameters: [binding] }) => (binding as ParameterBinding & { connections: string[] }).connections,
    );
    expect(lists).to.deep.equal([['WebPubSubConnectionString'], ['One'], ['Two', 'Connection2']]);
  });

  it('is none of a service event', () => {
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'x') message(@WebPubSubContext() _service: WebPubSubContext): void {}
    }
    expect(codeOf(() => define(Chat))).to.equal('WPS_BINDING_MISPLACED');
  });
});

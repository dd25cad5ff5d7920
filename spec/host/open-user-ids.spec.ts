import { expect } from 'chai';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import type { HttpTriggerOptions } from '../../lib/decorators/http-trigger.js';
import { defineFunctions, readControllers } from '../../lib/host/controllers.js';
import { openUserIds } from '../../lib/host/open-user-ids.js';
import type { ConnectionOptions } from '../../lib/metadata/records.js';

/** What is said of a function that hands out a connection with these options. */
function open(options: ConnectionOptions, http: HttpTriggerOptions = {}, trustsPrincipal = true): unknown {
  const login = defineFunction(
    { name: 'login', hub: 'chat', http, parameters: [WebPubSubConnection(options)] },
    (_, access) => access,
  );
  const scope = { setting: () => undefined, trustsPrincipal };
  return openUserIds(defineFunctions(readControllers([], [login]), scope), { trustsPrincipal });
}
const where = 'function "login"';

describe('a user id that its caller may choose', () => {
  it('comes from query, headers, body or route', () => {
    const users = ['{query.user}', '{headers.user}', 'u-{body.user}', '{ID}'];
    expect(users.map((userId) => open({ userId }, { route: 'login/{id}' }))).to.deep.equal(
      ['{query.user}', '{headers.user}', '{body.user}', '{ID}'].map((expression) => [{ where, expression }]),
    );
  });

  it('does not come from what authenticated the request, from a literal, or from nowhere', () => {
    const connections = [{ userId: '{state.user.sub}' }, { userId: '{principal.userId}' }, { userId: 'ann' }, {}];
    for (const options of connections) expect(open(options)).to.deep.equal([]);
  });

  it('is the business of callers that have a key, or the token itself', () => {
    expect(open({ userId: '{query.user}' }, { authLevel: 'function' })).to.deep.equal([]);
    expect(open({ userId: '{query.user?}', accessToken: '{query.token}' })).to.deep.equal([]);
  });

  it('does not come from the headers of a platform that is believed', () => {
    const options = { userId: '{headers.x-ms-client-principal-name}' };
    expect(open(options)).to.deep.equal([]);
    expect(open(options, {}, false)).to.deep.equal([{ where, expression: options.userId }]);
  });
});

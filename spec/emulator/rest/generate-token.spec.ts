import { expect } from 'chai';
import { AccessTokens } from '../../../lib/emulator/access-tokens.js';
import { addressOf } from '../../../lib/emulator/address.js';
import { generateToken } from '../../../lib/emulator/rest/generate-token.js';
import { RestQuery } from '../../../lib/emulator/rest/rest-message.js';
import { ManualClock } from '../../support/manual-clock.js';

const clock = new ManualClock();
const tokens = new AccessTokens(['x'.repeat(32)], clock);
const ask = (query: string) => generateToken('Chat', new RestQuery(query), tokens, addressOf('localhost', 8080));

/** The claims of the token that was made. */
function claimsOf(query: string): Record<string, unknown> {
  const { token } = JSON.parse(ask(query).body ?? '') as { token: string };
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}

describe('a generated token', () => {
  it('is good for an hour and its hub, and says no more than was asked', () => {
    const now = Math.floor(clock.now() / 1000);
    expect(claimsOf('userId=')).to.deep.equal({
      aud: 'http://localhost:8080/client/hubs/Chat',
      iss: 'https://webpubsub.azure.com',
      nbf: now,
      iat: now,
      exp: now + 3600,
    });
  });

  it('lasts as many minutes as are said', () => {
    const { exp, iat } = claimsOf('minutesToExpire=2147483647') as { exp: number; iat: number };
    expect(exp - iat).to.equal(2_147_483_647 * 60);
  });

  // recorded (Python SDK, 2024-12-01): clientType=MQTT is 200; the audience is what the JavaScript SDK's own tests look for.
  it('is for the path of its client type, in any letter case', () => {
    const audiences = ['default', 'MQTT', 'SocketIO'].map((type) => claimsOf(`clientType=${type}`)['aud']);
    const host = 'http://localhost:8080';
    const paths = ['/client/hubs/Chat', '/clients/mqtt/hubs/Chat', '/clients/socketio/hubs/Chat'];
    expect(audiences).to.deep.equal(paths.map((path) => host + path));
  });

  // recorded (JavaScript SDK, 2024-01-01, which does not know Socket.IO): members, order and content type.
  it('is refused for a client type that its version does not have', () => {
    const { status, headers, body } = ask('api-version=2024-01-01&clientType=socketio');
    expect([status, headers]).to.deep.equal([
      400,
      { 'content-type': 'application/json; charset=utf-8', 'x-ms-error-code': 'Error.BadRequest' },
    ]);
    expect(body).to.equal(
      '{"code":"Error.BadRequest","message":"The value \'socketio\' is not valid.","target":"clientType",' +
        '"errors":{"clientType":["The value \'socketio\' is not valid."]},"type":null,' +
        '"title":"One or more validation errors occurred.","status":400,"detail":null,"instance":null,"extensions":{}}',
    );
    const statuses = ['Other', ''].map((type) => ask(`clientType=${type}`).status);
    expect([...statuses, ask('api-version=2024-12-01&clientType=socketio').status]).to.deep.equal([400, 400, 200]);
  });

  it('is refused for bad minutes and groups', () => {
    for (const query of [
      'minutesToExpire=0',
      'minutesToExpire=1.5',
      'minutesToExpire=2147483648',
      'group=',
      'group=%20',
    ]) {
      expect(ask(query).status, query).to.equal(400);
    }
  });
});

import { expect } from 'chai';
import { judgeContext } from '../../lib/testing/judge-context.js';
import { TestRuntime } from '../../lib/testing/test-runtime.js';
import { messageOf } from '../support/define.js';

const maker = { maker: 'connectedEvent', kind: 'connected', eventType: 'system', eventName: 'connected' } as const;
const told = (init: object, of: object = {}) => messageOf(() => judgeContext({ ...maker, ...of }, init));

describe('what a maker of contexts is given', () => {
  it('is what every context has, and what its own has', () => {
    const init = { userId: 'ann', states: { a: 1 }, runtime: new TestRuntime(), eventName: 'connected' };
    expect(() => judgeContext(maker, init)).not.to.throw();
    expect(told({ userid: 'ann' }))
      .to.include('connectedEvent takes no "userid"')
      .and.include('did you mean "userId"?');
    expect(told({ runtime: {} })).to.include('a TestRuntime');
  });

  it('is of its event', () => {
    expect(told({ eventName: 'connect' }))
      .to.include('the eventName "connect"')
      .and.include('connectEvent');
    expect(told({ eventType: 'user' })).to.include('the eventType "user"');
  });

  it('is of MQTT clients for their makers alone', () => {
    expect(told({ subprotocol: 'mqtt' })).to.include('mqttConnectedEvent');
    expect(() => judgeContext({ ...maker, isMqtt: true }, { sessionId: 's1' })).not.to.throw();
    const user = { maker: 'userEvent', kind: 'user', eventType: 'user' } as const;
    expect(() => judgeContext(user, { subprotocol: 'mqtt', sessionId: 's1' })).not.to.throw();
  });
});

import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { defineFunctions, readControllers } from '../../lib/host/controllers.js';
import { untriggeredEvents } from '../../lib/host/untriggered-events.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';

const found = (...controllers: readonly (new () => object)[]) =>
  untriggeredEvents(
    defineFunctions(readControllers(controllers), { setting: () => undefined, trustsPrincipal: false }),
  );

describe('a method that is named as a system event', () => {
  @Hub('chat')
  class Forgot {
    connect(): void {}
    get connected(): () => void {
      throw new Error('A getter was run.');
    }
    @WebPubSubTrigger() message(_: UserEventContext): void {}
  }

  it('is found where it has no trigger, in a class with other events', () => {
    expect(found(Forgot)).to.deep.equal([{ where: 'Forgot.connect' }]);
  });

  it('is found where it is inherited', () => {
    class Base {
      disconnected(): void {}
    }
    @Hub('rooms')
    class Rooms extends Base {
      @WebPubSubTrigger() message(_: UserEventContext): void {}
    }
    expect(found(Rooms)).to.deep.equal([{ where: 'Rooms.disconnected' }]);
  });

  it('is what it says with a trigger, and means nothing in a class without events', () => {
    @Hub('desk')
    class Told {
      @WebPubSubTrigger() connect(_: ConnectContext): void {}
    }
    class Database {
      connect(): void {}
      @HttpTrigger() tables(): void {}
    }
    expect(found(Told, Database)).to.deep.equal([]);
  });
});

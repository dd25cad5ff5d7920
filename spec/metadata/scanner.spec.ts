import { expect } from 'chai';
import { FunctionName } from '../../lib/decorators/function-name.js';
import { Hub } from '../../lib/decorators/hub.js';
import { Use } from '../../lib/decorators/use.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { scanController } from '../../lib/metadata/scanner.js';

describe('scanning a controller', () => {
  it('finds the decorated methods and no other', () => {
    class Chat {
      @WebPubSubTrigger() join(): void {}
      helper(): void {}
    }
    expect(scanController(Chat).map(({ member }) => member)).to.deep.equal(['join']);
  });

  it('counts an inherited method once, for the class that was asked for', () => {
    class Base {
      @WebPubSubTrigger() join(): void {}
    }
    class Chat extends Base {
      override join(): void {}
    }
    expect(scanController(Chat).map(({ controller, member }) => [controller, member])).to.deep.equal([[Chat, 'join']]);
  });

  it('takes the records of the nearest class that decorated a method', () => {
    class Base {
      @FunctionName('a-one') @WebPubSubTrigger() join(): void {}
    }
    class Chat extends Base {
      @FunctionName('a-two') @WebPubSubTrigger() override join(): void {}
    }
    const [scanned] = scanController(Chat);
    expect(scanned?.records.filter(({ kind }) => kind === 'functionName')).to.deep.equal([
      { kind: 'functionName', name: 'a-two' },
    ]);
  });

  it('inherits @Hub, and the nearest one wins', () => {
    @Hub('base')
    class Base {
      @WebPubSubTrigger() join(): void {}
    }
    @Hub('chat')
    class Chat extends Base {}
    class Lobby extends Base {}
    expect([Chat, Lobby].map((controller) => scanController(controller)[0]?.hub)).to.deep.equal(['chat', 'base']);
  });

  it('puts the middleware of a base class outside that of the class', () => {
    const outer = (): void => undefined;
    const inner = (): void => undefined;
    @Use(outer)
    class Base {
      @WebPubSubTrigger() join(): void {}
    }
    @Use(inner)
    class Chat extends Base {}
    expect(scanController(Chat)[0]?.use).to.deep.equal([outer, inner]);
  });

  it('runs no getter', () => {
    class Chat {
      @WebPubSubTrigger() join(): void {}
      get explosive(): never {
        throw new Error('A getter ran.');
      }
    }
    expect(() => scanController(Chat)).not.to.throw();
  });

  it('finds methods named by a symbol', () => {
    const join = Symbol('join');
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'join') [join](): void {}
    }
    expect(scanController(Chat)[0]?.member).to.equal(join);
  });
});

import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { AppWords } from '../../lib/testing/app-words.js';
import { OpenApps, type OpenApp } from '../../lib/testing/open-apps.js';

class Ending extends EventEmitter {
  readonly pid = 7;
  readonly signals: unknown[][] = [];
  constructor(readonly connected = false) {
    super();
  }
  kill(...signal: unknown[]) {
    this.signals.push(signal);
  }
}

const app = (place: string, urls: readonly string[] = []): OpenApp => ({
  ...{ callSite: () => place, urls, words: new AppWords(), happened: () => {} },
});

function story(process = new Ending()) {
  const told: string[] = [];
  return { process, told, apps: new OpenApps({ process, tell: (text) => told.push(text) }) };
}

describe('the open apps of a process', () => {
  it('are told of when it ends, each with the place where it was opened', () => {
    const { apps, process, told } = story();
    for (const place of ['    at a.spec.ts:1', '    at b.spec.ts:2']) apps.add(app(place));
    process.emit('exit');
    expect(told).to.have.length(2);
    expect(told[0]).to.include('not closed').and.include('at a.spec.ts:1').and.include('await app.close()');
  });

  it('are not told of once they are closed, and leave no listener', () => {
    const { apps, process, told } = story(new Ending(true));
    const closed = [apps.add(app('a')), apps.add(app('b'))];
    for (const close of [...closed, ...closed]) close();
    process.emit('exit');
    expect([told, process.eventNames()]).to.deep.equal([[], []]);
  });

  it('add one listener, however many they are', () => {
    const { apps, process } = story();
    for (let count = 0; count < 20; count += 1) apps.add(app(String(count)));
    expect(process.listenerCount('exit')).to.equal(1);
  });

  it('are told of by a worker that its runner ends with a signal, which then ends it', () => {
    const { apps, process, told } = story(new Ending(true));
    apps.add(app('a'));
    process.emit('SIGTERM');
    process.emit('exit');
    expect([told.length, process.signals]).to.deep.equal([1, [[7, 'SIGTERM']]]);
  });

  it('leave a signal to others that listen for it', () => {
    const { apps, process } = story(new Ending(true));
    process.on('SIGTERM', () => {});
    apps.add(app('a'));
    process.emit('SIGTERM');
    expect(process.signals).to.deep.equal([]);
  });

  it('do not listen for a signal where no other process waits for this one', () => {
    const { apps, process } = story();
    apps.add(app('a'));
    expect(process.listenerCount('SIGTERM')).to.equal(0);
  });

  it('are found by the address of the app and of its service, while they are open', () => {
    const { apps } = story();
    const [first, second] = [app('a', ['http://localhost:1', 'http://localhost:2']), app('b', ['http://localhost:3'])];
    const close = apps.add(first);
    apps.add(second);
    const addresses = [
      'http://localhost:1/login',
      'ws://localhost:2/client/hubs/chat',
      'http://localhost:3',
      'http://localhost:4',
    ];
    expect(addresses.map((address) => apps.of(address))).to.deep.equal([first, first, second, undefined]);
    close();
    expect(apps.of('http://localhost:1')).to.equal(undefined);
  });
});

import { expect } from 'chai';
import { modulesLoadedBy, moduleOf } from '../support/loaded-modules.js';

describe('the door ./testing', () => {
  it('loads neither Koa, nor the SDK, nor a socket, nor the servers of the emulator', async () => {
    const loaded = await modulesLoadedBy(`await import('${moduleOf('dist/lib/testing/index.js')}')`);
    expect(loaded).to.include('lib/testing/recording-collector.js');
    expect(loaded).not.to.match(/node_modules\/(?!reflect-metadata)/);
    // The words of an event, its URL and its answer are pure, and one for emulator and kit.
    const words = /lib\/emulator\/upstream\/(event|url-template|answer-status|connect-event|user-event)\.js$/gm;
    const ofServers = loaded.replace(words, '');
    expect(ofServers).not.to.match(/lib\/(koa|emulator\/(client|rest|upstream|emulator\.js|front-door|listener))/);
  });
});

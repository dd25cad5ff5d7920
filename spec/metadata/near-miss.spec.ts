import { expect } from 'chai';
import { meantSystemEvent } from '../../lib/metadata/near-miss.js';

describe('a name that was meant for a system event', () => {
  for (const [written, meant] of [
    ['conect', 'connect'],
    ['Connect', 'connect'],
    ['connects', 'connect'],
    ['connetc', 'connect'],
    ['cannect', 'connect'],
    ['connnected', 'connected'],
    ['CONNECTED', 'connected'],
    ['disconected', 'disconnected'],
    ['disconect', 'disconnected'],
    ['Disconnect', 'disconnected'],
    ['onConnect', 'connect'],
    ['onConnected', 'connected'],
    ['on_disconnected', 'disconnected'],
    ['handleConnect', 'connect'],
  ] as const) {
    it(`is ${written}: ${meant}`, () => {
      expect(meantSystemEvent(written)).to.equal(meant);
    });
  }

  // Two letters apart from "connect", and good names for an event.
  for (const written of ['contact', 'collect', 'correct', 'content', 'context', 'convert', 'reconnect', 'connection']) {
    it(`is not ${written}`, () => {
      expect(meantSystemEvent(written)).to.equal(undefined);
    });
  }

  for (const written of ['', 'on', 'message', 'handle', 'once']) {
    it(`is not "${written}"`, () => {
      expect(meantSystemEvent(written)).to.equal(undefined);
    });
  }
});

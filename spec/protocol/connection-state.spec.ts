import { expect } from 'chai';
import { decodeConnectionState, encodeConnectionState } from '../../lib/protocol/connection-state.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('the state of a connection in its header', () => {
  it('is the base64 of a JSON object', () => {
    expect(encodeConnectionState({ visits: 2 })).to.equal('eyJ2aXNpdHMiOjJ9');
    expect(decodeConnectionState('eyJ2aXNpdHMiOjJ9')).to.deep.equal({ visits: 2 });
  });

  it('keeps letters of every script', () => {
    const states = { name: 'Zoë 你好' };
    expect(decodeConnectionState(encodeConnectionState(states))).to.deep.equal(states);
  });

  it('is cleared by an empty object', () => {
    expect(encodeConnectionState({})).to.equal('e30=');
  });

  for (const [what, header] of [
    ['no header', undefined],
    ['an empty header', ''],
    ['what is no JSON', base64('{')],
    ['an array', base64('[1]')],
    ['null', base64('null')],
  ] as const) {
    it(`counts ${what} as no state`, () => {
      expect(decodeConnectionState(header)).to.deep.equal({});
    });
  }

  it('loses a key that could reach a prototype', () => {
    const states = decodeConnectionState(base64('{"__proto__":{"admin":true},"a":1}'));
    expect(Object.keys(states)).to.deep.equal(['a']);
    expect(states['admin']).to.equal(undefined);
  });
});

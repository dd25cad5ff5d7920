import { expect } from 'chai';
import { readState } from '../../../../lib/emulator/inspector/model/read-state.js';

describe('the state of a connection on the page', () => {
  const json = '{\n  "visits": 3\n}';
  for (const [way, state, text] of [
    ['JSON', '{"visits":3}', json],
    ['JSON in base64', Buffer.from('{"visits":3}').toString('base64'), json],
    ['JSON in base64 of URLs', Buffer.from('{"a":"ä?>"}').toString('base64url'), '{\n  "a": "ä?>"\n}'],
    ['any text', 'one two', 'one two'],
    ['base64 of something else', 'abcd', 'abcd'],
    ['what looks like base64', 'abcde', 'abcde'],
  ] as const) {
    it(`is read where it is ${way}`, () => {
      expect(readState(state)).to.equal(text);
    });
  }
});

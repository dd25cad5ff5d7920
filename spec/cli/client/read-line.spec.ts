import { expect } from 'chai';
import { readLine } from '../../../lib/cli/client/read-line.js';

const read = (line: string, isSimple = false) => readLine(line, { isSimple });
const frameOf = (line: string): unknown => {
  const action = read(line);
  return action.kind === 'frame' ? action.frame : action;
};
const message = { type: 'event', event: 'message', dataType: 'text' };

describe('a line of a person', () => {
  for (const [line, frame] of [
    ['hi there', { ...message, data: 'hi there' }],
    ['//join', { ...message, data: '/join' }],
    ['/join lobby one', { type: 'joinGroup', group: 'lobby one' }],
    ['/leave lobby', { type: 'leaveGroup', group: 'lobby' }],
    ['/send lobby hi  all', { type: 'sendToGroup', group: 'lobby', dataType: 'text', data: 'hi  all' }],
    ['/event save {"a":1}', { type: 'event', event: 'save', dataType: 'json', data: { a: 1 } }],
    ['/event save it', { type: 'event', event: 'save', dataType: 'text', data: 'it' }],
    ['/event save', { type: 'event', event: 'save', dataType: 'text', data: '' }],
  ] as const) {
    it(`is a frame: ${line}`, () => {
      expect(frameOf(line)).to.deep.equal(frame);
    });
  }

  for (const [line, kind] of [
    ['', 'nothing'],
    ['  ', 'nothing'],
    ['/quit', 'quit'],
    ['/help', 'help'],
    ['/join', 'problem'],
    ['/send lobby', 'problem'],
    ['/event', 'problem'],
    ['/constructor', 'problem'],
    ['/', 'problem'],
  ] as const) {
    it(`is ${kind}: "${line}"`, () => {
      expect(read(line).kind).to.equal(kind);
    });
  }

  it('is a bare text for a simple client', () => {
    expect(read('hi', true)).to.deep.equal({ kind: 'bare', text: 'hi' });
    expect(read('/join lobby', true).kind).to.equal('problem');
  });
});

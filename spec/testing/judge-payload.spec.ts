import { expect } from 'chai';
import { payloadOf } from '../../lib/testing/judge-payload.js';
import { messageOf } from '../support/define.js';

const json = { body: '{"a":1}', dataType: 'json' } as const;
const told = (given: unknown) => messageOf(() => payloadOf('userEvent', json, given));

describe('the payload of a user event', () => {
  it('is what its data says, in the words of the test', () => {
    expect(payloadOf('userEvent', json, undefined).toString()).to.equal('{"a":1}');
    expect(payloadOf('userEvent', json, Buffer.from('{ "a": 1 }')).toString()).to.equal('{ "a": 1 }');
  });

  it('is nothing else', () => {
    expect(told(Buffer.from('{"a":2}'))).to.include('something else than data');
    expect(told(Buffer.from('{'))).to.include('something else than data');
    expect(told('{"a":1}')).to.include('no Buffer');
  });
});

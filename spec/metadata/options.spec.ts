import { expect } from 'chai';
import { aliasOf, oneOf, readOptions, rules } from '../../lib/metadata/options.js';
import { codeOf, messageOf } from '../support/define.js';

const optionRules = {
  hub: rules.text,
  hubName: aliasOf('hub', rules.text),
  flush: oneOf(['end', 'each']),
  roles: rules.texts,
  minutes: rules.minutes,
};
const read = (options: object): object => readOptions(options, optionRules, '@WebPubSub', 'Chat.join');

describe('the options of a decorator', () => {
  it('come back under the names that aliases stand for', () => {
    expect(read({ hubName: 'chat' })).to.deep.equal({ hub: 'chat' });
  });

  it('may be undefined, which is not given', () => {
    expect(read({ hub: undefined, hubName: 'chat' })).to.deep.equal({ hub: 'chat' });
  });

  it('name class, method, option and what there is when one is unknown', () => {
    const message = messageOf(() => read({ hubb: 'chat' }));
    expect(message).to.include('Chat.join').and.include('"hubb"').and.include('hub, hubName, flush');
  });

  it('are refused when both names of one option are given', () => {
    expect(codeOf(() => read({ hub: 'a', hubName: 'a' }))).to.equal('WPS_OPTION_CONFLICT');
  });

  it('never repeat a wrong text, which may be a secret', () => {
    expect(messageOf(() => read({ flush: 'AccessKey=abc' }))).not.to.include('abc');
  });

  for (const [what, options] of [
    ['an empty text', { hub: ' ' }],
    ['a number for a text', { hub: 1 }],
    ['null', { hub: null }],
    ['a text for an array', { roles: 'admin' }],
    ['an array with an empty text', { roles: ['a', ''] }],
    ['an array with a hole', { roles: ['a', , 'b'] }],
    ['half a minute', { minutes: 0.5 }],
    ['no minutes', { minutes: 0 }],
    ['an unknown choice', { flush: 'later' }],
  ] as const) {
    it(`refuse ${what}`, () => {
      expect(codeOf(() => read(options))).to.equal('WPS_OPTION_INVALID');
    });
  }

  for (const options of [null, 'chat', ['chat']]) {
    it(`are an object, not ${JSON.stringify(options)}`, () => {
      expect(codeOf(() => read(options as unknown as object))).to.equal('WPS_OPTION_INVALID');
    });
  }

  it('are not taken from a prototype', () => {
    expect(codeOf(() => read(JSON.parse('{"__proto__": 1}') as object))).to.equal('WPS_OPTION_UNKNOWN');
  });
});

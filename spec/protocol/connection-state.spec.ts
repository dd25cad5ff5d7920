import { expect } from 'chai';
import fc from 'fast-check';
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
    expect(Object.keys(states ?? {})).to.deep.equal(['a']);
    expect(states?.['admin']).to.equal(undefined);
  });

  it('is not read where it is nested too deep to be written again', () => {
    const deep = '['.repeat(2_000) + ']'.repeat(2_000);
    expect(decodeConnectionState(base64(`{"a":${deep}}`))).to.equal(undefined);
    expect(decodeConnectionState(base64(`{"a":"${base64(deep)}"}`))).to.equal(undefined);
  });
});

describe('the state of a connection that .NET wrote', () => {
  it('is read, each value from base64 of its JSON', () => {
    // { count: 1, who: "ann", list: [1], none: null } of Microsoft.Azure.WebPubSub.Common
    const header = base64('{"count":"MQ==","who":"ImFubiI=","list":"WzFd","none":"bnVsbA=="}');
    expect(decodeConnectionState(header)).to.deep.equal({ count: 1, who: 'ann', list: [1], none: null });
  });

  it('is told from texts that merely are base64', () => {
    const states = { who: 'anna', other: 'true' };
    expect(decodeConnectionState(base64(JSON.stringify(states)))).to.deep.equal(states);
    expect(decodeConnectionState(base64('{"count":"MQ==","who":"ann"}'))).to.deep.equal({ count: 'MQ==', who: 'ann' });
  });

  it('has texts that are no JSON where the app says that .NET writes the states', () => {
    const header = base64(`{"who":"${base64('ann')}","count":"MQ=="}`);
    expect(decodeConnectionState(header, 'base64')).to.deep.equal({ who: 'ann', count: 1 });
    expect(decodeConnectionState(header)).to.deep.equal({ who: 'YW5u', count: 'MQ==' });
  });

  it('keeps a value whose bytes are no text, such as a name of another writer', () => {
    const header = base64('{"who":"anna","count":"MQ=="}');
    expect(decodeConnectionState(header, 'base64')).to.deep.equal({ who: 'anna', count: 1 });
  });

  it('is written so that .NET reads it', () => {
    const header = encodeConnectionState({ count: 1, who: 'ann', gone: undefined }, 'base64');
    expect(Buffer.from(header, 'base64').toString()).to.equal('{"count":"MQ==","who":"ImFubiI="}');
  });
});

describe('a state that was written', () => {
  const states = fc.dictionary(
    fc.string().filter((key) => key !== '__proto__'),
    fc.oneof(
      fc.jsonValue(),
      fc.string().map(base64),
      fc.jsonValue().map((value) => base64(JSON.stringify(value))),
    ),
  );
  const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

  for (const encoding of ['json', 'base64'] as const) {
    it(`is read as it was, in the encoding ${encoding}, also where texts look like another encoding`, () => {
      fc.assert(
        fc.property(states, (written) => {
          expect(decodeConnectionState(encodeConnectionState(written, encoding), encoding)).to.deep.equal(
            plain(written),
          );
        }),
      );
    });
  }

  it('is read by apps of either encoding, so that the encoding can change while clients are connected', () => {
    fc.assert(
      fc.property(states, (written) => {
        expect(decodeConnectionState(encodeConnectionState(written, 'json'), 'base64')).to.deep.equal(plain(written));
        expect(decodeConnectionState(encodeConnectionState(written, 'base64'), 'json')).to.deep.equal(plain(written));
      }),
    );
    const short = { who: 'anna', then: 'null' };
    expect(decodeConnectionState(encodeConnectionState(short, 'json'), 'base64')).to.deep.equal(short);
  });

  it('is what every other reader of JSON reads', () => {
    const header = encodeConnectionState({ looksEncoded: 'MQ==' });
    expect(JSON.parse(Buffer.from(header, 'base64').toString())).to.deep.equal({ looksEncoded: 'MQ==' });
  });
});

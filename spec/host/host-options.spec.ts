import { inspect } from 'node:util';
import { expect } from 'chai';
import { completeOptions } from '../../lib/host/host-options.js';
import type { HostOptions } from '../../lib/host/host-options.js';
import { codeOf, messageOf } from '../support/define.js';

describe('the options of a host', () => {
  it('have defaults', () => {
    expect(completeOptions({ verify: undefined } as object)).to.deep.equal({
      ...{ use: [], verify: true, origins: [], invocationTimeout: 30_000, bodyLimit: 1_048_576, queueLimit: 1_000 },
      ...{ messageLimit: 1_048_576, closeTimeout: 10_000 },
    });
  });

  it('keep what was given', () => {
    const given: HostOptions = {
      closeTimeout: 0,
      bodyLimit: 1,
      states: { limit: 100, encoding: 'base64' },
      settings: () => undefined,
      eventPath: 'x',
    };
    expect(completeOptions(given)).to.include(given);
  });

  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  for (const wrong of [
    { controllers: {} },
    { resolve: {} },
    { use: () => undefined },
    { use: [1] },
    { settings: [] },
    { settings: null },
    { routePrefix: 1 },
    { eventPath: 1 },
    { verify: 'no' },
    { origins: 'a.example' },
    { origins: [1] },
    { routePrefix: '/a/{b}' },
    { routePrefix: 'a?b' },
    { eventPath: '/x/{other}' },
    { eventPath: '/x/{hub' },
    { eventPath: '/x/{hub}/{hub}' },
    { eventPath: '/x/{hub}?code=1' },
    { eventPath: 'https://app.example/x/{hub}' },
    { invocationTimeout: 0 },
    { invocationTimeout: '1' },
    { invocationTimeout: Infinity },
    { invocationTimeout: 2 ** 31 },
    { bodyLimit: 1.5 },
    { queueLimit: -1 },
    { messageLimit: NaN },
    { closeTimeout: -1 },
    { closeTimeout: Infinity },
    { states: 5 },
    { states: { limit: '5' } },
    { states: { limits: 5 } },
    { states: { encoding: 'dotnet' } },
    { states: { toString: 1 } },
    { log: {} },
    { log },
    { onError: 'x' },
    { onOutputError: 1 },
  ]) {
    const [[option, value] = ['', '']] = Object.entries(wrong);
    it(`refuse ${option}: ${inspect(value)}`, () => {
      expect(messageOf(() => completeOptions(wrong as unknown as HostOptions)))
        .to.include(`"${option}"`)
        .and.include('Give it');
    });
  }

  it('take paths with and without a slash, and events at one path for all hubs', () => {
    const given: HostOptions = { routePrefix: '/api/', eventPath: 'events/{hub}/in' };
    expect(completeOptions(given)).to.include(given);
    expect(completeOptions({ eventPath: '/events' })).to.include({ eventPath: '/events' });
  });

  for (const options of [null, 'x', []]) {
    it(`are an object, not ${JSON.stringify(options)}`, () => {
      expect(codeOf(() => completeOptions(options as unknown as HostOptions))).to.equal('WPS_BOOTSTRAP_OPTION');
    });
  }

  it('refuse a hole in a list, behind which the rest of it would be left out', () => {
    const [trace, guard] = [() => undefined, () => undefined];
    for (const list of [
      [, guard],
      [trace, , guard],
    ] as unknown as HostOptions['use'][])
      expect(codeOf(() => completeOptions({ use: list } as HostOptions))).to.equal('WPS_BOOTSTRAP_OPTION');
  });

  it('name an unknown one and those that there are', () => {
    const wrong = { controlers: [] } as HostOptions;
    expect(codeOf(() => completeOptions(wrong))).to.equal('WPS_BOOTSTRAP_OPTION');
    expect(messageOf(() => completeOptions(wrong)))
      .to.include('"controlers"')
      .and.include('controllers, functions, resolve');
  });
});

import { expect } from 'chai';
import { createTestHost, FakeService, RecordingCollector, startTestApp } from '../../lib/testing/index.js';
import { judge, refusal } from '../../lib/testing/judge.js';
import { messageOf } from '../support/define.js';

const rules = { userId: { accepts: (value: unknown) => typeof value === 'string', expected: 'a text' } };
const told = (given: unknown) => messageOf(() => judge('userEvent', given, rules));

describe('what a test hands to the kit', () => {
  it('is taken where it fits, and undefined is not given', () => {
    expect(() => judge('userEvent', { userId: 'ann' }, rules)).not.to.throw();
    expect(() => judge('userEvent', { userId: undefined }, rules)).not.to.throw();
  });

  it('is refused by the name of what it is, with what was meant', () => {
    expect(told({ usreId: 'ann' })).to.equal('userEvent takes no "usreId". It takes userId (did you mean "userId"?).');
    expect(told({ userId: 5 })).to.equal('userEvent was given the number 5 as "userId". Give it a text.');
    expect(told(null)).to.equal('userEvent was given null. Give it an object.');
    expect(told('ann')).to.include('Give it an object.');
  });

  it('is meant also by the first word of a name, or with a word too many', () => {
    const names = { eventName: rules.userId, eventType: rules.userId, hub: rules.userId };
    const meant = (given: object) => messageOf(() => judge('signedEvent', given, names));
    expect(meant({ event: 'connect' })).to.include('did you mean "eventName"?');
    expect(meant({ hubName: 'chat' })).to.include('did you mean "hub"?');
    expect(meant({ even: 'connect' })).not.to.include('did you mean');
  });

  it('has an error of its own code', () => {
    expect(refusal('x', 'a', 'b')).to.include({ code: 'WPS_TEST_VALUE', message: 'x was given a. b' });
  });

  for (const [call, said] of [
    [() => createTestHost(null as never), 'createTestHost was given null. Give it an object.'],
    [
      () => createTestHost({ service: {} as never }),
      'createTestHost was given an object as "service". Give it a FakeService.',
    ],
    [() => startTestApp(null as never), 'startTestApp was given null. Give it an object.'],
    [() => new RecordingCollector(null as never), 'new RecordingCollector was given null. Give it an object.'],
    [() => new RecordingCollector({ answr: true } as never), 'new RecordingCollector takes no "answr".'],
    [
      () => new RecordingCollector({ answer: 1 as never }),
      'as "answer". Give it true, false, or a function of the question.',
    ],
    [() => new FakeService(null as never), 'new FakeService was given null. Give it an object.'],
    [() => createTestHost({ controllers: [], functions: [] }).http(undefined as never), 'http() was given undefined.'],
  ] as const) {
    it(`refuses in words of its own: ${said}`, async () => {
      const called = async (): Promise<unknown> => call();
      const error = await called().catch((thrown: unknown) => thrown);
      expect(String(error)).to.include(said);
    });
  }
});

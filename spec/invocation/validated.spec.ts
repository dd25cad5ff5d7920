import type { StandardSchemaV1 } from '@standard-schema/spec';
import { expect } from 'chai';
import type { RequestError } from '../../lib/errors.js';
import { validated } from '../../lib/invocation/validated.js';
import { rejectionOf } from '../support/performs.js';

type Result = StandardSchemaV1.Result<unknown>;

/** A validator that answers with one result. */
function answering(result: Result | Promise<Result>): StandardSchemaV1 {
  return { '~standard': { version: 1, vendor: 'spec', validate: () => result } };
}

const refusalOf = async (...issues: StandardSchemaV1.Issue[]) =>
  (await rejectionOf(validated(1, answering({ issues }), '@Data'))) as unknown as RequestError;

describe('a validated value', () => {
  it('is what the validator makes of it, now or later', async () => {
    const results = [answering({ value: 2 }), answering(Promise.resolve({ value: 3 }))];
    expect(await Promise.all(results.map((schema) => validated(1, schema, '@Data')))).to.deep.equal([2, 3]);
  });

  it('is refused with 400 and every issue, each with its path', async () => {
    const error = await refusalOf({ message: 'too long', path: ['list', { key: 0 }, 'name'] }, { message: 'odd' });
    expect([error.status, error.code]).to.deep.equal([400, 'WPS_VALUE_INVALID']);
    expect(error.problem).to.equal('What @Data reads is not valid: list.0.name: too long; odd.');
  });

  it('names a symbol in a path', async () => {
    expect((await refusalOf({ message: 'odd', path: [Symbol('key')] })).problem).to.include('Symbol(key): odd');
  });

  it('is refused with 500 where the validator answers what is no result', async () => {
    const results = [undefined, null, true, 'ok', {}, { issues: null, value: 1 }, { issues: 'odd' }, { issues: [{}] }];
    const errors = results.map((result) => rejectionOf(validated(1, answering(result as Result), '@Data')));
    const codes = new Set((await Promise.all(errors)).map((error) => (error as unknown as RequestError).code));
    expect(codes).to.deep.equal(new Set(['WPS_SCHEMA_RESULT']));
  });

  it('leaves no line break of the client in what a log may repeat', async () => {
    const { problem } = await refusalOf({ message: 'was "a\r\nb\u2028"', path: ['c\nd'] });
    expect(problem).to.include('c d: was "a  b "');
  });

  it('tells ten issues, and of a long one its beginning', async () => {
    const many = await refusalOf(...Array.from({ length: 12 }, (_, index) => ({ message: `issue ${String(index)}` })));
    expect(many.problem).to.match(/issue 9; 2 more\.$/);
    expect((await refusalOf({ message: 'x'.repeat(1_000) })).problem).to.have.lengthOf.below(300);
  });
});

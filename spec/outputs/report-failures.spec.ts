import { expect } from 'chai';
import type { DeliveryError } from '../../lib/errors.js';
import { reportFailures } from '../../lib/outputs/report-failures.js';

const failed = { item: 1, outcome: 'failed', reason: new Error('no') } as const;
const absent = { item: 2, outcome: 'absent' } as const;

describe('what did not arrive', () => {
  it('is one error, told to the observer and given to the caller', () => {
    const seen: DeliveryError[] = [];
    const error = reportFailures(3, [failed], (told) => seen.push(told));
    expect(error?.failures).to.deep.equal([failed]);
    expect(seen).to.deep.equal([error]);
  });

  it('is no error of the caller where someone had left', () => {
    const seen: DeliveryError[] = [];
    expect(reportFailures(1, [absent], (told) => seen.push(told))).to.equal(undefined);
    expect(seen.map(({ failures }) => failures)).to.deep.equal([[absent]]);
  });

  it('may be nothing', () => {
    expect(reportFailures(1, [], () => expect.fail('told of nothing'))).to.equal(undefined);
  });
});

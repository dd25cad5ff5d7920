import { expect } from 'chai';
import { Failures } from '../../lib/testing/failures.js';

const ann = { hub: 'Chat', connectionId: 'c1', userId: 'ann' };

describe('what the functions of a test app failed with', () => {
  it('is told of its client, the last one, by the user where a client does not know its connection', () => {
    const failures = new Failures();
    for (const what of ['one', 'two']) failures.add(new TypeError(what), ann);
    expect(failures.tell(ann)).to.equal(' A function failed for it: TypeError: two');
    expect(failures.tell({ ...ann, hub: 'chat', connectionId: undefined })).to.include('two');
    expect(failures.tell({ ...ann, connectionId: 'c2' })).to.equal('');
  });

  it('is not told where no client is concerned, nor to the next test', () => {
    const failures = new Failures();
    failures.add(new Error('of HTTP'), {});
    failures.add(new Error('before'), ann);
    failures.clear();
    expect(failures.tell(ann)).to.equal('');
  });
});

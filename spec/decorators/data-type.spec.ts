import { expect } from 'chai';
import { DataType } from '../../lib/decorators/data-type.js';
import { userEvent } from '../../lib/testing/events.js';
import { readPart } from '../support/part.js';
import { placesOf } from '../support/records.js';

describe('@DataType', () => {
  it('stands on a parameter alone', () => {
    expect(placesOf(() => DataType())).to.deep.equal(['parameter']);
  });

  it('reads how the data was sent', () => {
    const types = ['hi', { a: 1 }, Buffer.from('hi')].map((data) => readPart(DataType(), userEvent({ data })));
    expect(types).to.deep.equal(['text', 'json', 'binary']);
  });
});

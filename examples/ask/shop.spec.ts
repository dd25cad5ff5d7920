import { expect } from 'chai';
import { userEvent } from 'web-pubsub-bindings/testing';
import { Shop } from './shop.js';

const shop = new Shop((item) => Promise.resolve(item.length));

describe('the shop', () => {
  it('answers what so many cost, and how many there are', async () => {
    expect(shop.price(userEvent({ data: { item: 'pear', quantity: 4 } }))).to.deep.equal({ total: 12 });
    expect(await shop.stock(userEvent({ data: { item: 'pear' } }))).to.deep.equal({ available: 4 });
  });

  it('says what is wrong with a question', () => {
    const ask = (data: unknown) => () => shop.price(userEvent({ data }));
    expect(ask({ quantity: 1 })).to.throw('"item" is a text.');
    for (const quantity of [0, 1.5, '4', undefined])
      expect(ask({ item: 'pear', quantity })).to.throw('"quantity" is a whole number from 1.');
    expect(ask({ item: 'plum', quantity: 1 }))
      .to.throw('There is no plum')
      .and.include({ status: 404 });
  });
});

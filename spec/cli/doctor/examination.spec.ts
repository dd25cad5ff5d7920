import { expect } from 'chai';
import { someHub } from '../../../lib/cli/doctor/examination.js';
import { connectionTo, examined } from '../../support/examined.js';

describe('an examination', () => {
  it('has a hub to ask with, also where nobody says one', () => {
    expect(someHub(examined(connectionTo('https://a.example')))).to.equal('doctor');
    expect(someHub(examined(connectionTo('https://a.example'), { hub: 'chat' }))).to.equal('chat');
  });
});

import { expect } from 'chai';
import { checkConnection } from '../../../lib/cli/doctor/check-connection.js';
import { connectionTo, examined } from '../../support/examined.js';

describe('the check of the connection', () => {
  it('says which service it is, and keeps it for the next checks', async () => {
    const examination = examined(connectionTo('https://a.example'));
    delete examination.service;
    const [finding] = await checkConnection(examination);
    expect(finding).to.include({ level: 'ok', message: 'Own names https://a.example, with an access key.' });
    expect(examination.service).to.have.property('endpoint', 'https://a.example');
  });

  it('warns of a service that is called in the open', async () => {
    const levels = async (endpoint: string) =>
      (await checkConnection(examined(connectionTo(endpoint)))).map(({ level }) => level);
    expect(await levels('http://a.example')).to.deep.equal(['ok', 'warning']);
    expect(await levels('http://127.0.0.1:8080')).to.deep.equal(['ok']);
  });
});

import { expect } from 'chai';
import { UsageError } from '../../lib/cli/command.js';
import { readService, requireConnectionString } from '../../lib/cli/service.js';

describe('the service of the command line', () => {
  it('is the one of a setting', () => {
    process.env['Own'] = 'text';
    const { connection, settings } = readService({ connection: 'Own' });
    delete process.env['Own'];
    expect(connection).to.equal('Own');
    expect(settings('Nowhere')).to.equal(undefined);
  });

  it('is given', () => {
    expect(requireConnectionString(readService({ 'connection-string': 'text' }))).to.equal('text');
  });

  it('is not named by its connection string, which would be shown', () => {
    expect(() => readService({ connection: 'Endpoint=https://a;AccessKey=secret' }))
      .to.throw(UsageError, 'goes to --connection-string')
      .with.property('message')
      .that.does.not.include('secret');
  });

  it('has to have a key', () => {
    expect(() => requireConnectionString(readService({ connection: 'Nowhere' }))).to.throw('give --connection-string');
  });
});

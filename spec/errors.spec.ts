import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  BadRequestError,
  ConfigurationError,
  createError,
  DeliveryError,
  errorCodes,
  OutputError,
  RequestError,
  UnauthorizedError,
  WebPubSubError,
} from '../lib/errors.js';
import { repository } from './support/read-tree.js';
import { foreign } from './support/foreign.js';

/** The codes of the two errors that users throw themselves, which need no line in the table. */
const thrownByUsers = [new UnauthorizedError().code, new BadRequestError().code];

describe('an error', () => {
  it('says what is wrong, where, and how to mend it', () => {
    const error = createError('WPS_TRIGGER_CONFLICT', { where: 'Chat.message' });
    expect(error.message).to.match(/^Chat\.message has more than one trigger\. .+\.$/);
  });

  it('has a class, a code and a status by its kind', () => {
    const error = createError('WPS_SIGNATURE_MISMATCH', {});
    expect(error).to.be.instanceOf(RequestError).and.instanceOf(WebPubSubError);
    expect(error).to.include({ name: 'RequestError', code: 'WPS_SIGNATURE_MISMATCH', status: 401 });
  });

  it('is told to the caller only where the caller is at fault', () => {
    expect(createError('WPS_FUNCTION_KEY', {}).expose).to.equal(true);
    expect(createError('WPS_HOST_CLOSED', {}).expose).to.equal(false);
  });

  it('keeps a detail as it is, also one that looks like a name of a detail', () => {
    const error = createError('WPS_OUTPUT_ACTION_UNKNOWN', { action: '{allowed}', allowed: 'sendToAll' });
    expect(error).to.be.instanceOf(OutputError);
    expect(error.message).to.include('no action "{allowed}"');
  });

  it('keeps what caused it', () => {
    const cause = new Error('EADDRINUSE');
    const details = { address: 'localhost:8080', problem: 'in use', remedy: 'Choose another port.' };
    const error = createError('WPS_EMULATOR_LISTEN', details, { cause });
    expect(error).to.be.instanceOf(ConfigurationError);
    expect(error.cause).to.equal(cause);
  });

  it('of a delivery lists every item and names each reason once', () => {
    const refused = new Error('refused');
    const failures = [
      { item: 1, outcome: 'failed', reason: refused },
      { item: 2, outcome: 'failed', reason: refused },
      { item: 3, outcome: 'skipped' },
    ] as const;
    const error = new DeliveryError(5, failures);
    expect(error.message).to.match(/^3 of 5 outputs .*: refused; skipped\. /);
    expect(error.failures).to.equal(failures);
  });

  it('of a delivery says what is known where the service or the network sent no words', () => {
    const reasons = [
      Object.assign(new Error(''), { statusCode: 429, code: undefined }),
      Object.assign(new Error('Invalid filter.'), { statusCode: 400, code: 'BadRequest' }),
      // Node: several addresses were tried and each refused.
      Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }),
    ];
    const error = new DeliveryError(
      3,
      reasons.map((reason) => ({ item: 1, outcome: 'failed', reason })),
    );
    expect(error.problem).to.include('service: status 429; status 400, Invalid filter; ECONNREFUSED');
  });

  it('of a delivery knows the errors of another realm, too', () => {
    const failures = [foreign("new Error('refused')"), new DOMException('aborted', 'AbortError')].map(
      (reason) => ({ item: 1, outcome: 'failed', reason }) as const,
    );
    expect(new DeliveryError(2, failures).problem).to.include('service: refused; aborted');
  });

  it('of a delivery says of the deadline what it was, without its remedy', () => {
    const reason = createError('WPS_DEADLINE', { where: 'Chat.f', limit: 50 });
    expect(new DeliveryError(1, [{ item: 1, outcome: 'failed', reason }]).message).to.include(
      'service: Chat.f did not end within 50 ms. The error lists',
    );
  });

  it('of a delivery is no page of HTML', () => {
    const reason = new Error(`<html>\n${'x'.repeat(5_000)}`);
    expect(new DeliveryError(1, [{ item: 1, outcome: 'failed', reason }]).message)
      .to.match(/service: <html> x+…\. /)
      .and.have.property('length')
      .below(400);
  });

  it('of a delivery has words for a failure that has none', () => {
    const failures = [new Error(''), null, 'down'].map((reason) => ({ item: 1, outcome: 'failed', reason }) as const);
    expect(new DeliveryError(3, failures).message).to.include('service: Error; failed. ');
  });

  it('that a user throws answers with the message of the user', () => {
    expect(new UnauthorizedError('not you')).to.include({ status: 401, expose: true, message: 'not you' });
    expect(new BadRequestError('send text')).to.include({ status: 400, expose: true, message: 'send text' });
  });
});

describe('docs/errors.md', () => {
  const text = readFileSync(join(repository, 'docs/errors.md'), 'utf8');
  const sections = text.split(/^#{2,3} /m).filter((section) => section.startsWith('WPS_'));
  const headings = sections.map((section) => section.split('\n', 1).join());

  it('explains every code once, and none that does not exist', () => {
    expect([...headings].sort()).to.deep.equal([...errorCodes, ...thrownByUsers].sort());
  });

  it('ends the explanation of every code with a remedy', () => {
    const without = sections.filter((section) => !section.includes('**Remedy:**'));
    expect(without.map((section) => section.split('\n', 1).join())).to.deep.equal([]);
  });
});

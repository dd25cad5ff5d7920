import { expect } from 'chai';
import { emptyAnswer, noAnswer, refusalAnswer, unauthorizedAnswer } from '../../../lib/emulator/rest/answers.js';

describe('an answer of the REST interface', () => {
  it('names the versions, also with nothing to say', () => {
    expect(emptyAnswer(204)).to.deep.equal({
      status: 204,
      headers: { 'api-supported-versions': '2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01' },
    });
  });

  it('says its code in body and header', () => {
    const refusal = { status: 404, code: 'Error.Connection.NotExisted', message: 'm', target: 'Connection' } as const;
    const { status, headers, body } = refusalAnswer(refusal);
    expect([status, headers?.['x-ms-error-code']]).to.deep.equal([404, 'Error.Connection.NotExisted']);
    expect(body).to.equal(
      '{"code":"Error.Connection.NotExisted","message":"m","target":"Connection","details":null,"inner":null}',
    );
  });

  it('is a problem document for a value that was validated, and names no versions', () => {
    const refusal = { status: 400, code: 'Error.BadRequest', message: 'm', target: 'Filter', isProblem: true } as const;
    expect(refusalAnswer(refusal)).to.deep.equal({
      status: 400,
      headers: { 'content-type': 'application/problem+json; charset=utf-8', 'x-ms-error-code': 'Error.BadRequest' },
      body:
        '{"code":"Error.BadRequest","message":"m","target":"Filter","errors":{"Filter":["m"]},"type":null,' +
        '"title":"One or more validation errors occurred.","status":400,"detail":null,"instance":null,"extensions":{}}',
    });
  });

  const rows = [
    ['connectionExists', { connectionId: 'x' }, 'Warning.Connection.NotExisted', 'Connection `x` is not found.'],
    ['userExists', { userId: 'x' }, 'Warning.User.NotExisted', 'User `x` is not found.'],
    ['groupExists', { group: 'x' }, 'Warning.Group.NotExisted', 'Group `x` is empty.'],
    ['hasPermission', { connectionId: 'x' }, 'Info.Connection.NotExisted', 'Connection `x` is not found.'],
  ] as const;
  for (const [name, parameters, code, message] of rows) {
    it(`is 404 with ${code} when ${name} is a no`, () => {
      const { status, body } = noAnswer(name, parameters);
      expect([status, JSON.parse(body ?? '')]).to.have.deep.nested.property('1.message', message);
      expect(JSON.parse(body ?? '')).to.include({ code });
    });
  }

  it('is 401 with the reason where HTTP has a place for it', () => {
    expect(unauthorizedAnswer('No.')).to.deep.equal({
      status: 401,
      headers: { 'www-authenticate': 'Bearer error="invalid_token", error_description="No."' },
    });
  });
});

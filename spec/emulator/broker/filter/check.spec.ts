import { expect } from 'chai';
import { checkFilter } from '../../../../lib/emulator/broker/filter/check.js';
import { parseFilter } from '../../../../lib/emulator/broker/filter/parser.js';

const check = (filter: string) => () => checkFilter(parseFilter(filter));

describe('the types of a filter', () => {
  const good = [
    "userId eq 1 or userId ne true or 'a' eq null",
    'length(userId) gt 5 and length(groups) lt 2',
    "substring(connectionId, 1) eq 'onnection-1'",
    'null gt 1',
    'contains(userId, null)',
    "length(concat(userId,'a')) eq 1",
    "substring(userId, indexof(userId, '-')) eq '-x'",
    "'a' in groups and userId in ('a', 1, null)",
    'not true',
  ];
  for (const filter of good) {
    it(`fit in ${filter}`, () => {
      expect(check(filter)).not.to.throw();
    });
  }

  const wrong = [
    ["'a'", "Type 'string', expect 'bool'."],
    ['1', "Type 'int', expect 'bool'."],
    ['groups', "Type 'collection', expect 'bool'."],
    ['length(userId)', "Type 'null', expect 'bool'."],
    ['not groups', "Type 'collection', expect 'bool'."],
    ["true and 'a'", "Type 'string', expect 'bool'."],
    ['true or length(groups)', "Type 'int', expect 'bool'."],
    ['userId lt 1', "Type 'string', expect 'int'."],
    ['1 gt true', "Type 'bool', expect 'int'."],
    ["tolower(1) eq 'a'", "Type 'int', expect 'string'."],
    ["substring(userId, 'a') eq 'a'", "Type 'string', expect 'int'."],
    ["substring('a', null) eq 'a'", "Type 'null', expect 'int'."],
    ["'a' in userId", "Type 'string', expect 'collection'."],
    ['length(true) eq 1', "Invalid token 'length(true)'."],
    ["contains('a')", "Invalid token 'contains('a')'."],
    ['Length(userId) gt 1', "Token 'Length(userId)' is not supported."],
    ['user eq 1', "Token 'user' is not supported."],
    ['1.5 eq 1', "Token '1.5' is not supported."],
    ["userId in ('a', b)", "Token 'b' is not supported."],
  ] as const;
  for (const [filter, problem] of wrong) {
    it(`do not fit in ${filter}`, () => {
      expect(check(filter)).to.throw(problem);
    });
  }

  it('have to fit for connections with a user, too', () => {
    expect(check('substring(userId, 1) gt 1')).to.throw("Type 'string', expect 'int'.");
    expect(check('contains(userId, 1)')).to.throw("Type 'int', expect 'string'.");
  });
});

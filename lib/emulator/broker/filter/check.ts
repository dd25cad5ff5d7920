import { fieldOf } from './fields.js';
import { FilterProblem } from './filter-problem.js';
import { functionOf, type ParameterType } from './functions.js';
import { printFilter } from './printer.js';
import type { Expression, ExpressionOf } from './tree.js';

type TypeName = 'null' | 'bool' | 'string' | 'int' | 'collection';

/** What an expression is for some connection; a field that has no value keeps its type. */
interface Typed {
  readonly type: TypeName;
  readonly isNull?: boolean;
}

interface Place {
  /** Whether the connection leaves out what it may leave out. */
  readonly isBare: boolean;
  /** The innermost operation or call around: the place that is told. */
  readonly within: Expression | undefined;
}

type Checks = { readonly [K in Expression['kind']]: (expression: ExpressionOf<K>, place: Place) => Typed };

/**
 * Refuses a filter that fails for any connection. official emulator: it is judged by a connection that has nothing; ours also by
 * one that has everything, so that no filter fails after some have had the message.
 */
export function checkFilter(filter: Expression): void {
  for (const isBare of [true, false]) expect(check(filter, { isBare, within: undefined }), 'bool', filter);
}

function check(expression: Expression, place: Place): Typed {
  return (checks[expression.kind] as (expression: Expression, place: Place) => Typed)(expression, place);
}

const bool: Typed = { type: 'bool' };

const checks: Checks = {
  literal: ({ value }) => typeOfLiteral(value),

  name(expression, { isBare, within }) {
    const field = fieldOf(expression.name);
    if (field === undefined) throw notSupported(expression, within);
    return { type: field.type, isNull: isBare && field.isOptional };
  },

  not(expression, place) {
    expect(check(expression.operand, place), 'bool', expression);
    return bool;
  },

  binary(expression, { isBare }) {
    const operands = [expression.left, expression.right].map((side) => check(side, { isBare, within: expression }));
    const { operator } = expression;
    if (operator === 'eq' || operator === 'ne') return bool;
    if (operator === 'and' || operator === 'or') expectAll(operands, 'bool', expression);
    // official emulator: nothing is greater or less than null, but a field is never of that type.
    else if (!operands.some(({ type }) => type === 'null')) expectAll(operands, 'int', expression);
    return bool;
  },

  in(expression, { isBare }) {
    const { left, right } = expression;
    const inside = { isBare, within: expression };
    for (const item of right.kind === 'list' ? [left, ...right.items] : [left]) check(item, inside);
    if (right.kind !== 'list') expect(check(right, inside), 'collection', expression);
    return bool;
  },

  call(expression, { isBare }) {
    const found = functionOf(expression.name);
    if (found === undefined) throw notSupported(expression, expression);
    const { parameters, least, gives, nullWhere } = found;
    const { operands } = expression;
    if (operands.length < least || operands.length > parameters.length) throw invalidToken(expression);
    const given = operands.map((operand) => check(operand, { isBare, within: expression }));
    parameters.slice(0, given.length).forEach((wanted, index) => {
      expectParameter(given[index] ?? bool, wanted, expression);
    });
    const isNull = given.map(isNullTyped);
    const gone = nullWhere === 'one' ? isNull.includes(true) : nullWhere === 'all' && !isNull.includes(false);
    return gone ? { type: 'null', isNull: true } : { type: gives };
  },
};

function typeOfLiteral(value: string | number | boolean | null): Typed {
  if (value === null) return { type: 'null', isNull: true };
  if (typeof value === 'boolean') return bool;
  return { type: typeof value === 'number' ? 'int' : 'string' };
}

function expectParameter(given: Typed, wanted: ParameterType, call: Expression): void {
  if (wanted !== 'int' && isNullTyped(given)) return;
  if (wanted !== 'string or collection') expect(given, wanted, call);
  else if (given.type !== 'string' && given.type !== 'collection') throw invalidToken(call);
}

function expectAll(given: readonly Typed[], wanted: TypeName, within: Expression): void {
  for (const typed of given) expect(typed, wanted, within);
}

function expect({ type }: Typed, wanted: TypeName, within: Expression): void {
  if (type !== wanted) throw new FilterProblem(`Type '${type}', expect '${wanted}'.`, within);
}

function isNullTyped({ isNull }: Typed): boolean {
  return isNull === true;
}

function notSupported(expression: Expression, within: Expression | undefined): FilterProblem {
  return new FilterProblem(`Token '${printFilter(expression)}' is not supported.`, within);
}

function invalidToken(expression: Expression): FilterProblem {
  return new FilterProblem(`Invalid token '${printFilter(expression)}'.`, expression);
}

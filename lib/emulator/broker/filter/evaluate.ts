import { fieldOf, type FilterSubject, type FilterValue } from './fields.js';
import { functionOf } from './functions.js';
import type { BinaryOperator, Expression, ExpressionOf } from './tree.js';

type Evaluators = { readonly [K in Expression['kind']]: (it: ExpressionOf<K>, subject: FilterSubject) => FilterValue };

/** The value of an expression for one connection. It never fails; for what was not checked, the value is whatever falls out. */
export function evaluate(expression: Expression, subject: FilterSubject): FilterValue {
  const run = evaluators[expression.kind] as (it: Expression, subject: FilterSubject) => FilterValue;
  return run(expression, subject);
}

const evaluators: Evaluators = {
  literal: ({ value }) => value,
  name: ({ name }, subject) => fieldOf(name)?.read(subject) ?? null,
  not: ({ operand }, subject) => evaluate(operand, subject) !== true,
  binary: ({ operator, left, right }, subject) =>
    operators[operator](evaluate(left, subject), evaluate(right, subject)),
  in(expression, subject) {
    const value = evaluate(expression.left, subject);
    const { right } = expression;
    if (right.kind === 'list') return right.items.some((item) => evaluate(item, subject) === value);
    const collection = evaluate(right, subject);
    return isCollection(collection) && typeof value === 'string' && collection.has(value);
  },
  call: ({ name, operands }, subject) =>
    functionOf(name)?.run(operands.map((operand) => evaluate(operand, subject))) ?? null,
};

/** Values of different types are unequal, and none of them is greater or less. */
const operators: Readonly<Record<BinaryOperator, (left: FilterValue, right: FilterValue) => boolean>> = {
  and: (left, right) => left === true && right === true,
  or: (left, right) => left === true || right === true,
  eq: (left, right) => left === right,
  ne: (left, right) => left !== right,
  gt: ordered((left, right) => left > right),
  ge: ordered((left, right) => left >= right),
  lt: ordered((left, right) => left < right),
  le: ordered((left, right) => left <= right),
};

function ordered(compare: (left: number, right: number) => boolean) {
  return (left: FilterValue, right: FilterValue): boolean =>
    typeof left === 'number' && typeof right === 'number' && compare(left, right);
}

function isCollection(value: FilterValue): value is ReadonlySet<string> {
  return typeof value === 'object' && value !== null;
}

import type { Expression, ExpressionList, ExpressionOf } from './tree.js';

type Printers = { readonly [K in Expression['kind']]: (expression: ExpressionOf<K>) => string };

/** Writes an expression as error texts have it, which is a filter again. */
export function printFilter(expression: Expression): string {
  return (printers[expression.kind] as (expression: Expression) => string)(expression);
}

const printers: Printers = {
  literal: ({ value }) => (typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)),
  name: ({ name }) => name,
  call: ({ name, operands }) => `${name}(${printAll(operands)})`,
  not: ({ operand }) => `not ${wrap(operand)}`,
  binary: ({ operator, left, right }) => `${wrap(left)} ${operator} ${wrap(right)}`,
  in: ({ left, right }) => `${wrap(left)} in ${printCollection(right)}`,
};

// official emulator: operands that are operations stand in parentheses, needed or not.
function wrap(expression: Expression): string {
  const isOperation = expression.kind === 'binary' || expression.kind === 'not' || expression.kind === 'in';
  return isOperation ? `(${printFilter(expression)})` : printFilter(expression);
}

function printCollection(right: Expression | ExpressionList): string {
  return right.kind === 'list' ? `(${printAll(right.items)})` : printFilter(right);
}

function printAll(expressions: readonly Expression[]): string {
  return expressions.map(printFilter).join(',');
}

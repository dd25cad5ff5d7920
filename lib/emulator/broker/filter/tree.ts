export type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le';
export type BinaryOperator = 'and' | 'or' | Comparison;

/** A filter as it was written, by its syntax alone: a name may be one that no connection has. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'not'; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: 'in'; readonly left: Expression; readonly right: Expression | ExpressionList };

/** What stands in parentheses behind `in`. */
export interface ExpressionList {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export type ExpressionOf<K extends Expression['kind']> = Extract<Expression, { readonly kind: K }>;

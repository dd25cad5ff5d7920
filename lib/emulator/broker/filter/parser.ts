import { FilterProblem } from './filter-problem.js';
import { readTokens, type Token } from './lexer.js';
import type { BinaryOperator, Expression, ExpressionList } from './tree.js';

// official emulator: nothing is nested deeper. A chain of operators is as deep as it is long, so it has a bound too (assumed).
const depthLimit = 100;
const operatorLimit = 1000;

/** From the loosest to the tightest; `not` is tighter than all of them. Those of one level are read from the left. */
const levels: readonly (readonly string[])[] = [['or'], ['and'], ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'in']];

const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/** Reads a filter by its syntax alone; operators and constants are in lower case. Throws a `FilterProblem`. */
export function parseFilter(filter: string): Expression {
  return new Parser(filter).filter();
}

/** One method for each rule of the grammar. */
class Parser {
  readonly #filter: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #operators = 0;

  constructor(filter: string) {
    this.#filter = filter;
    this.#tokens = readTokens(filter);
  }

  filter(): Expression {
    const expression = this.#operation(0);
    return this.#token.kind === 'end' ? expression : this.#fail();
  }

  #operation(level: number): Expression {
    const operators = levels[level];
    if (operators === undefined) return this.#unary();
    let left = this.#operation(level + 1);
    while (this.#token.kind === 'name' && operators.includes(this.#token.text)) {
      const operator = this.#operator();
      left =
        operator === 'in'
          ? { kind: 'in', left, right: this.#collection() }
          : { kind: 'binary', operator, left, right: this.#operation(level + 1) };
    }
    return left;
  }

  #operator(): BinaryOperator | 'in' {
    this.#operators += 1;
    if (this.#operators > operatorLimit) throw new FilterProblem(`There are more than ${operatorLimit} operators.`);
    return this.#take().text as BinaryOperator | 'in';
  }

  #unary(): Expression {
    if (this.#token.kind !== 'name' || this.#token.text !== 'not') return this.#primary();
    this.#take();
    return { kind: 'not', operand: this.#nested(() => this.#unary()) };
  }

  #primary(): Expression {
    const token = this.#take();
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    // -0 is 0.
    if (token.kind === 'integer') return { kind: 'literal', value: Number(token.text) + 0 };
    if (token.kind === 'name') return this.#named(token.text);
    if (token.text === '(') return this.#nested(() => this.#closed(this.#operation(0)));
    return this.#fail(token);
  }

  #named(name: string): Expression {
    if (this.#isSymbol('(')) return { kind: 'call', name, operands: this.#operands() };
    const constant = constants.get(name);
    return constant === undefined ? { kind: 'name', name } : { kind: 'literal', value: constant };
  }

  #operands(): readonly Expression[] {
    this.#take();
    if (!this.#isSymbol(')')) return this.#nested(() => this.#closed(this.#items()));
    this.#take();
    return [];
  }

  /** One thing in parentheses that is a name may be a collection, and is no list then. */
  #collection(): Expression | ExpressionList {
    if (!this.#isSymbol('(')) return this.#unary();
    this.#take();
    const items = this.#nested(() => this.#closed(this.#items()));
    const [first] = items;
    return items.length === 1 && isGroups(first) ? first : { kind: 'list', items };
  }

  #items(): readonly Expression[] {
    const items = [this.#operation(0)];
    while (this.#isSymbol(',')) {
      this.#take();
      items.push(this.#operation(0));
    }
    return items;
  }

  #closed<T>(inner: T): T {
    if (!this.#isSymbol(')')) this.#fail();
    this.#take();
    return inner;
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > depthLimit) throw new FilterProblem(`It is nested deeper than ${depthLimit}.`);
    const inner = read();
    this.#depth -= 1;
    return inner;
  }

  get #token(): Token {
    return this.#tokens[this.#at] ?? end;
  }

  #isSymbol(text: string): boolean {
    return this.#token.kind === 'symbol' && this.#token.text === text;
  }

  #take(): Token {
    const token = this.#token;
    this.#at += 1;
    return token;
  }

  // recorded: the position is that behind the word which is out of place.
  #fail({ end }: Token = this.#token): never {
    throw new FilterProblem(`Syntax error at position ${end} in '${this.#filter}'.`);
  }
}

const end: Token = { kind: 'end', text: '', end: 0 };

function isGroups(expression: Expression | undefined): expression is Expression {
  return expression?.kind === 'name' && expression.name.toLowerCase() === 'groups';
}

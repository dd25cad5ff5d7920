import fc from 'fast-check';
import type { Expression } from '../../lib/emulator/broker/filter/tree.js';

const text = fc.oneof(fc.string({ unit: fc.constantFrom("'", 'a', 'B', ' ', '(', ',') }), fc.string());
const name = fc.constantFrom('userId', 'USERID', 'connectionId', 'protocol', 'groups');
const functionName = fc.constantFrom('length', 'tolower', 'contains', 'indexof', 'concat', 'substring', 'other');
const operator = fc.constantFrom('and', 'or', 'eq', 'ne', 'gt', 'ge', 'lt', 'le');
const literal = fc.oneof(text, fc.integer({ min: -9, max: 99 }), fc.boolean(), fc.constant(null));

/** Any tree that a filter can be read to, whether or not its types fit. */
export const expressions: fc.Arbitrary<Expression> = fc.letrec<{ tree: Expression }>((tie) => {
  const tree = tie('tree');
  // One name in parentheses is a collection and no list.
  const list = fc.array(tree, { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'list' as const, items }));
  const groups = fc.constant({ kind: 'name' as const, name: 'groups' });
  return {
    tree: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      fc.record({ kind: fc.constant('literal' as const), value: literal }),
      fc.record({ kind: fc.constant('name' as const), name }),
      fc.record({ kind: fc.constant('not' as const), operand: tree }),
      fc.record({
        kind: fc.constant('binary' as const),
        operator,
        left: tree,
        right: tree,
      }) as fc.Arbitrary<Expression>,
      fc.record({ kind: fc.constant('in' as const), left: tree, right: fc.oneof(list, groups) }),
      fc.record({ kind: fc.constant('call' as const), name: functionName, operands: fc.array(tree, { maxLength: 3 }) }),
    ),
  };
}).tree;

/** What a condition is asked of. */
interface Asked {
  readonly userId: string | null;
  readonly groups: ReadonlySet<string>;
}

/** A filter whose types fit, beside what it says in the words of JavaScript. */
export interface Meaning<T> {
  readonly source: string;
  readonly of: (it: Asked) => T;
}

const meaning = <T>(source: string, of: (it: Asked) => T): Meaning<T> => ({ source, of });
const quoted = (value: string): string => `'${value.split("'").join("''")}'`;
const word = fc.string({ unit: fc.constantFrom('a', 'A', 'b', "'"), maxLength: 3 });

const texts: fc.Arbitrary<Meaning<string | null>> = fc.oneof(
  fc.constant(meaning('userId', ({ userId }) => userId)),
  fc.constant(meaning('toupper(userId)', ({ userId }) => userId?.toUpperCase() ?? null)),
  word.map((value) => meaning(quoted(value), () => value)),
  word.map((value) => meaning(`concat(userId,${quoted(value)})`, ({ userId }) => (userId ?? '') + value)),
);

const atoms: fc.Arbitrary<Meaning<boolean>> = fc.oneof(
  fc.tuple(texts, texts).map(([a, b]) => meaning(`${a.source} eq ${b.source}`, (it) => a.of(it) === b.of(it))),
  fc
    .tuple(texts, texts)
    .map(([a, b]) =>
      meaning(`startswith(${a.source}, ${b.source})`, (it) => a.of(it)?.startsWith(b.of(it) ?? '\0') ?? false),
    ),
  fc
    .tuple(texts, fc.nat(4))
    .map(([a, least]) => meaning(`length(${a.source}) ge ${least}`, (it) => (a.of(it)?.length ?? -1) >= least)),
  word.map((group) => meaning(`${quoted(group)} in groups`, ({ groups }) => groups.has(group))),
  fc
    .array(word, { minLength: 1, maxLength: 3 })
    .map((words) =>
      meaning(`userId in (${words.map(quoted).join(' , ')})`, ({ userId }) => words.some((it) => it === userId)),
    ),
);

/** Conditions joined by `and`, `or` and `not`, with as few parentheses as the precedence allows. */
export const conditions: fc.Arbitrary<Meaning<boolean>> = fc.letrec<{ any: Meaning<boolean> }>((tie) => {
  const inner = tie('any');
  const one = fc.oneof(
    { maxDepth: 2, depthSize: 'small' },
    atoms,
    inner.map(({ source, of }) => meaning(`(${source})`, of)),
    inner.map(({ source, of }) => meaning(`not (${source})`, (it) => !of(it))),
  );
  const all = fc.array(one, { minLength: 1, maxLength: 3 }).map((parts) => {
    const source = parts.map((part) => part.source).join(' and ');
    return meaning(source, (it) => parts.every(({ of }) => of(it)));
  });
  const any = fc.array(all, { minLength: 1, maxLength: 3 }).map((parts) => {
    const source = parts.map((part) => part.source).join(' or ');
    return meaning(source, (it) => parts.some(({ of }) => of(it)));
  });
  return { any };
}).any;

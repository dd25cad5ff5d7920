import { checkFilter } from './check.js';
import { evaluate } from './evaluate.js';
import type { FilterSubject } from './fields.js';
import { FilterProblem } from './filter-problem.js';
import { parseFilter } from './parser.js';
import { printFilter } from './printer.js';
import type { Expression } from './tree.js';

/** A filter that was read and checked, or what is wrong with it in the words of the service. */
export type CompiledFilter = { readonly matches: (subject: FilterSubject) => boolean } | { readonly problem: string };

// assumed: the service speaks of about 100 clauses.
const lengthLimit = 65_536;

/** Reads a filter over connections, OData as far as the service takes it. */
export function compileFilter(filter: string): CompiledFilter {
  if (filter.length > lengthLimit) {
    return { problem: `The filter has more than ${lengthLimit} characters. (Parameter 'filter')` };
  }
  const read = readFilter(filter);
  if (!(read instanceof FilterProblem)) return { matches: (subject) => evaluate(read, subject) === true };
  const where = read.within === undefined ? filter : printFilter(read.within);
  // recorded: the form of the text.
  return { problem: `Invalid syntax for '${where}': ${read.message} (Parameter 'filter')` };
}

function readFilter(filter: string): Expression | FilterProblem {
  try {
    const expression = parseFilter(filter);
    checkFilter(expression);
    return expression;
  } catch (error) {
    if (error instanceof FilterProblem) return error;
    throw error;
  }
}

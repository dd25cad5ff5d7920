// How a page looks: what is called in one block of code, what it does, and links to the types in it. A table of parameters stands where
// it says more than the code.

import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';

export class HouseTheme extends MarkdownTheme {
  getRenderContext(page) {
    return new HouseContext(this, page, this.application.options);
  }
}

class HouseContext extends MarkdownThemeContext {
  constructor(...args) {
    super(...args);
    const { comment, declaration, hierarchy } = this.partials;
    Object.assign(this.partials, {
      // Sections of a comment are no headings: a table of contents is for names.
      comment: (model, options) => comment(model, options).replace(/^#+ ([A-Z]\w+)$/gm, '**$1**'),
      declaration: (model, options) => withoutTypeParameters(declaration(model, options)),
      hierarchy: (model, options) => inOneLine(hierarchy(model, options)),
      unionType: ({ types }) => types.map((type) => this.#memberOfUnion(type)).join(' \\| '),
      signatures: ({ signatures = [] }) =>
        toldTogether(signatures)
          .map((group) => this.#signatures(group))
          .join('\n\n'),
      signature: (model, { accessor } = {}) => this.#signatures([model], accessor),
      accessor: (model) => this.#accessor(model),
      // What is inherited stands with the base.
      inheritance: () => '',
    });
  }

  #memberOfUnion(type) {
    const text = this.partials.someType(type, { forceCollapse: true });
    return type.declaration?.signatures === undefined ? text : `(${text})`;
  }

  #signatures(group, accessor) {
    const [first] = group;
    const said = first.comment ?? (group.length === 1 ? first.parent?.comment : undefined);
    const titles = group.map((one) => this.partials.signatureTitle(one, { accessor }).replace(/^```ts\n|\n```$/g, ''));
    const tables = group.map(({ parameters = [] }) =>
      parameters.length > 0 ? this.partials.parametersTable(parameters) : '',
    );
    const returned = group.map(({ type }) => (type === undefined ? '' : this.helpers.getReturnType(type)));
    const table = tables.find((one) => one.includes('| Description |'));
    const returns = first.comment?.getTag('@returns');
    return joined(
      '```ts\n' + titles.join('\n') + '\n```',
      said && this.partials.comment(said, { headingLevel: 5, showTags: false, showSummary: true }),
      table,
      returns && `Returns ${this.helpers.getCommentParts(returns.content)}`,
      said && this.partials.comment(said, { headingLevel: 5, showTags: true, showSummary: false }),
      linksIn([...tables.filter((one) => one !== table), ...returned].join(), table),
    );
  }

  #accessor({ getSignature, setSignature, comment }) {
    const said = getSignature?.comment ?? setSignature?.comment ?? comment;
    const type = this.partials.someType(getSignature?.type ?? setSignature?.parameters?.[0]?.type);
    const readOnly = setSignature === undefined ? ', read only' : '';
    return joined(`Type: ${type}${readOnly}`, said && this.partials.comment(said, { headingLevel: 5 }));
  }
}

/** Overloads in groups: one without a comment of its own belongs to the one before. */
function toldTogether(signatures) {
  const groups = [];
  for (const signature of signatures) {
    if (groups.length === 0 || signature.comment !== undefined) groups.push([]);
    groups.at(-1).push(signature);
  }
  return groups;
}

/** Where the types of a signature are told of, which code cannot link to. */
function linksIn(text, told = '') {
  const links = new Set(text.match(/\[`[^\]]+`\]\([^)]+\)/g));
  const further = [...links].filter((link) => !told.includes(link));
  return further.length > 0 && `See ${further.join(', ')}.`;
}

/** The code above it has them already. */
function withoutTypeParameters(text) {
  return text.startsWith('```')
    ? text.replace(/^#+ Type Parameters\n\n(?:\|.*\n?)+\n*/m, (table) =>
        table.includes('| Description |') ? table : '',
      )
    : text;
}

/** Bases and heirs that a page tells of. */
function inOneLine(text) {
  return text.replace(/^#+ ([A-Z].*)\n\n((?:- .*\n?)+)/gm, (_, title, list) => {
    const told = list.split('\n').filter((item) => item.includes(']('));
    return told.length > 0 ? `${title} ${told.map((item) => item.slice(2)).join(', ')}.\n` : '';
  });
}

function joined(...parts) {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
}

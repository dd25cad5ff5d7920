// How a page looks: what is called in one block of code, what it does, and links to the types in it. A table of parameters stands where
// it says more than the code.

import { ReflectionKind } from 'typedoc';
import { MarkdownTheme, MarkdownThemeContext } from 'typedoc-plugin-markdown';

export class HouseTheme extends MarkdownTheme {
  getRenderContext(page) {
    return new HouseContext(this, page, this.application.options);
  }
}

class HouseContext extends MarkdownThemeContext {
  constructor(...args) {
    super(...args);
    const { comment, hierarchy } = this.partials;
    // The members of a union stand in its code.
    this.helpers.hasUsefulTypeDetails = () => false;
    Object.assign(this.partials, {
      // Sections of a comment are no headings: a table of contents is for names.
      comment: (model, options) => comment(model, options).replace(/^#+ ([A-Z]\w+)$/gm, '**$1**'),
      constructor: ({ signatures }) => this.#signatures(signatures),
      hierarchy: (model, options) => inOneLine(hierarchy(model, options)),
      unionType: ({ types }) => types.map((type) => this.#memberOfUnion(type)).join(' \\| '),
      signatures: ({ signatures }) => joined(toldTogether(signatures).map((group) => this.#signatures(group))),
      signature: (model) => this.#signatures([model]),
      // What is inherited stands with the base.
      inheritance: () => '',
    });
  }

  #memberOfUnion(type) {
    const text = this.partials.someType(type, { forceCollapse: true });
    return type.declaration?.signatures === undefined ? text : `(${text})`;
  }

  #signatures(group) {
    const [{ comment, parent }] = group;
    const tables = group.map(({ parameters }) => (parameters ? this.partials.parametersTable(parameters) : ''));
    const table = tables.find((one) => one.includes('| Description |'));
    const others = tables.filter((one) => one !== table);
    return joined([
      // Where a type is a function, its own code and comment stand above.
      ...(isInAlias(parent) ? [] : [this.#code(group), this.#told(comment, { showSummary: true, showTags: false })]),
      table,
      this.#told(comment, { showSummary: false, showTags: true }),
      linksIn([...others, ...group.map((one) => this.#returned(one))].join(), table),
    ]);
  }

  #code(group) {
    const lines = group.map((signature) => {
      const title = this.partials.signatureTitle(signature).replace(/^```ts\n|\n```$/g, '');
      // A constructor makes what it is called.
      return isConstructor(signature) ? title.replace(/\): [^)]*;$/, ')') : title;
    });
    return ['```ts', ...lines, '```'].join('\n');
  }

  #told(comment, what) {
    return comment && this.partials.comment(comment, { headingLevel: 5, showReturns: true, ...what });
  }

  #returned(signature) {
    return signature.type && !isConstructor(signature) ? this.helpers.getReturnType(signature.type) : '';
  }
}

function isConstructor({ kind }) {
  return kind === ReflectionKind.ConstructorSignature;
}

function isInAlias(parent) {
  return parent?.kind === ReflectionKind.TypeLiteral && parent.parent?.kind === ReflectionKind.TypeAlias;
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
  const links = [...new Set(text.match(/\[`[^\]]+`\]\([^)]+\)/g))].filter((link) => !told.includes(link));
  return links.length > 0 ? `See ${links.join(', ')}.` : '';
}

/** Bases and heirs that a page tells of. */
function inOneLine(text) {
  return text.replace(/^#+ ([A-Z].*)\n\n((?:- .*\n?)+)/gm, (_, title, list) => {
    const told = list.split('\n').filter((item) => item.includes(']('));
    return told.length > 0 ? `${title} ${told.map((item) => item.slice(2)).join(', ')}.\n` : '';
  });
}

function joined(parts) {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
